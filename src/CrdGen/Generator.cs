using Modelwright.CrdGen.CustomResources;
using Modelwright.CrdGen.Documentation;
using Modelwright.CrdGen.Files;
using Modelwright.CrdGen.Schemas;
using Modelwright.Crds;

namespace Modelwright.CrdGen;

/// <summary>Makes every generated file from the API's and the operator's assemblies.</summary>
public static class Generator
{
    private const string Comment = "Generated from the C# types by src/CrdGen; change those and run it again.";

    /// <summary>All files.</summary>
    public static GeneratedFiles Generate()
    {
        var assembly = typeof(ApiGroup).Assembly;
        var docs = XmlDocs.Of(assembly);
        var schemas = new SchemaGenerator(CrdJson.Options, docs);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in CustomResource.KindsIn(assembly))
        {
            var definition = CustomResource.Definition(type, schemas);
            files[$"config/crd/{(string)definition["metadata"]!["name"]!}.yaml"] = Yaml.Write(Comment, definition);
        }

        return new GeneratedFiles(files, ["config/crd"]);
    }
}
