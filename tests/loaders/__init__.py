"""Small Java programs that open the files with other people's loaders, and how tests run them."""
