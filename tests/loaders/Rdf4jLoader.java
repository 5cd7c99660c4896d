import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.Rio;

/** Reads each file as its name says and writes FILE.rdf4j.nq, what RDF4J understood. */
public class Rdf4jLoader {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            RDFFormat format = Rio.getParserFormatForFileName(file).orElseThrow();
            Model model;
            try (InputStream in = new FileInputStream(file)) {
                model = Rio.parse(in, "urn:base:", format);
            }
            try (OutputStream out = new FileOutputStream(file + ".rdf4j.nq")) {
                Rio.write(model, out, RDFFormat.NQUADS);
            }
        }
    }
}
