using System.Reflection;
using Modelwright.CrdGen.CustomResources;
using Modelwright.CrdGen.Documentation;
using Modelwright.CrdGen.Files;
using Modelwright.CrdGen.Rbac;
using Modelwright.CrdGen.Reference;
using Modelwright.CrdGen.Schemas;
using Modelwright.Crds;
using Modelwright.Crds.Promotions;
using Modelwright.Runtime.Api;

namespace Modelwright.CrdGen;

/// <summary>Makes every generated file from the API's and the operator's assemblies.</summary>
public static class Generator
{
    /// <summary>The first line of a generated file.</summary>
    public const string Comment = "Generated from the C# types by src/CrdGen; change those and run it again.";

    /// <summary>All files.</summary>
    /// <exception cref="SchemaException">A type has no structural and bounded schema.</exception>
    /// <exception cref="RbacException">A controller asks for a right that the operator must not have.</exception>
    public static GeneratedFiles Generate()
    {
        var assembly = typeof(ApiGroup).Assembly;
        var docs = XmlDocs.Of(assembly);
        var schemas = new SchemaGenerator(CrdJson.Options, docs);
        var kinds = CustomResource.KindsIn(assembly);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            var definition = CustomResource.Definition(kind, schemas);
            files[$"config/crd/{(string)definition["metadata"]!["name"]!}.yaml"] = Yaml.Write(Comment, definition);
            files[$"docs/reference/{CustomResource.Kind(kind).ToLowerInvariant()}.md"] = ReferencePage.Write(kind, schemas, docs);
        }

        files["docs/reference/README.md"] = ReferencePage.WriteIndex(kinds, docs);
        var grants = Grant.DeclaredIn(typeof(EntityRbacAttribute).Assembly, Operator);
        files["config/rbac/operator.yaml"] = Yaml.Write(Comment, RbacFiles.OfOperator(grants));
        files["config/rbac/people.yaml"] = Yaml.Write(Comment, RbacFiles.OfPeople(
            [.. kinds.Select(CustomResource.Plural)], [.. kinds.Where(CustomResource.IsScalable).Select(CustomResource.Plural)],
            [CustomResource.Plural(typeof(Promotion))]));
        return new GeneratedFiles(files, ["config/crd", "config/rbac", "docs/reference"]);
    }

    private static Assembly Operator => Assembly.Load("Modelwright.Operator");
}
