import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Opens a file as Gephi's File menu does, and prints the nodes and edges that it then has, one a line. */
public class GephiToolkit {
    public static void main(String[] arguments) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(new File(arguments[0]));
        importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
        GraphModel model = Lookup.getDefault().lookup(GraphController.class)
            .getGraphModel(projects.getCurrentWorkspace());
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (Node node : model.getGraph().getNodes().toArray()) {
            print(out, "node", node.getId(), node.getLabel(), node.x(), node.y(), node.size());
        }
        for (Edge edge : model.getGraph().getEdges().toArray()) {
            print(out, "edge", edge.getId(), edge.getSource().getId(), edge.getTarget().getId(),
                edge.getTypeLabel(), edge.getWeight());
        }
    }

    private static void print(PrintStream out, Object... cells) {
        StringBuilder line = new StringBuilder();
        for (Object cell : cells) {
            String text = String.valueOf(cell).replace("\\", "\\\\").replace("\t", "\\t");
            line.append(line.length() == 0 ? "" : "\t").append(text.replace("\r", "\\r").replace("\n", "\\n"));
        }
        out.println(line);
    }
}
