using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Modelwright.CrdGen.Documentation;

/// <summary>
/// The summaries in the XML file that the compiler writes beside an assembly, as text on one line with code in backticks.
/// </summary>
public sealed partial class XmlDocs
{
    private readonly Dictionary<string, string> _summaries;

    private XmlDocs(Dictionary<string, string> summaries) => _summaries = summaries;

    /// <summary>Reads the file that belongs to the assembly.</summary>
    /// <exception cref="FileNotFoundException">There is none; the project needs GenerateDocumentationFile.</exception>
    public static XmlDocs Of(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file)) throw new FileNotFoundException("no XML documentation; build with GenerateDocumentationFile", file);
        return Parse(File.ReadAllText(file));
    }

    /// <summary>Reads the content of such a file.</summary>
    public static XmlDocs Parse(string xml) => new(XDocument.Parse(xml, LoadOptions.PreserveWhitespace)
        .Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!)));

    /// <summary>The summary of a type, or null.</summary>
    public string? Summary(Type type) => Find("T:" + Id(type));

    /// <summary>The summary of a property, where it is declared, or null.</summary>
    public string? Summary(PropertyInfo property) => Find($"P:{Id(property.DeclaringType!)}.{property.Name}");

    /// <summary>The summary of a constant, or null.</summary>
    public string? Summary(FieldInfo field) => Find($"F:{Id(field.DeclaringType!)}.{field.Name}");

    private string? Find(string id) => _summaries.GetValueOrDefault(id) is { Length: > 0 } text ? text : null;

    private static string Id(Type type) => (type.FullName ?? type.Name).Replace('+', '.');

    private static string Text(XElement summary)
    {
        var text = new StringBuilder();
        Append(text, summary);
        return Whitespace().Replace(text.ToString(), " ").Trim();
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
            switch (node)
            {
                case XText words:
                    text.Append(words.Value);
                    break;
                case XElement { Name.LocalName: "c" } code:
                    text.Append('`').Append(code.Value).Append('`');
                    break;
                case XElement { Name.LocalName: "see" or "seealso" } see:
                    text.Append('`').Append(LastName(see.Attribute("cref")?.Value ?? see.Attribute("langword")?.Value ?? "")).Append('`');
                    break;
                case XElement other:
                    text.Append(' ');
                    Append(text, other);
                    text.Append(' ');
                    break;
            }
    }

    private static string LastName(string id) => id[(id.LastIndexOfAny(['.', ':']) + 1)..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
