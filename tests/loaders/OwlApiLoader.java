import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.AxiomType;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/**
 * Loads each file as Protégé does and prints what it became, "FILE TAB what TAB number" a line: assertions by kind,
 * object property assertions and annotations whose value is a thing by property, and what is not allowed in OWL 2 DL
 * and RL.
 */
public class OwlApiLoader {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            OWLOntology ontology =
                OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(file));
            Map<String, Integer> found = new TreeMap<>();
            ontology.axioms(AxiomType.OBJECT_PROPERTY_ASSERTION)
                .forEach(a -> found.merge("object " + a.getProperty().getNamedProperty().getIRI(), 1, Integer::sum));
            ontology.axioms(AxiomType.ANNOTATION_ASSERTION).filter(a -> a.getValue().isIRI())
                .forEach(a -> found.merge("annotation " + a.getProperty().getIRI(), 1, Integer::sum));
            for (OWLProfile profile : new OWLProfile[] {new OWL2DLProfile(), new OWL2RLProfile()}) {
                for (OWLProfileViolation violation : profile.checkOntology(ontology).getViolations()) {
                    String what = violation.getClass().getSimpleName() + " " + violation.getExpression();
                    found.merge(profile.getClass().getSimpleName() + " " + what.replaceAll("\\s+", " "), 1, Integer::sum);
                }
            }
            found.forEach((what, count) -> System.out.println(file + "\t" + what + "\t" + count));
        }
    }
}
