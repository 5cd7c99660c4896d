import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;

/** Checks graphs against shapes: SHAPES FILE..., and prints "FILE TAB focus TAB path TAB value TAB message" a violation. */
public class JenaShacl {
    public static void main(String[] arguments) {
        Shapes shapes = Shapes.parse(RDFDataMgr.loadGraph(arguments[0]));
        for (int i = 1; i < arguments.length; i++) {
            Graph graph = RDFDataMgr.loadGraph(arguments[i]);
            for (ReportEntry entry : ShaclValidator.get().validate(shapes, graph).getEntries()) {
                String path = entry.resultPath() == null ? "" : entry.resultPath().toString();
                System.out.println(String.join("\t", arguments[i], text(entry.focusNode()), path, text(entry.value()),
                    entry.message()));
            }
        }
    }

    private static String text(Node node) {
        if (node == null) {
            return "";
        }
        return node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
    }
}
