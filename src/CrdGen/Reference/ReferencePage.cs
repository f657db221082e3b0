using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.CrdGen.Documentation;
using Modelwright.CrdGen.Schemas;
using Modelwright.Crds.Schema;

namespace Modelwright.CrdGen.Reference;

/// <summary>The reference page of a kind, in Markdown.</summary>
public static class ReferencePage
{
    /// <summary>The page.</summary>
    public static string Write(Type type, SchemaGenerator schemas, XmlDocs docs)
    {
        var entity = type.GetCustomAttribute<KubernetesEntityAttribute>()!;
        var schema = schemas.Generate(type, entity.Kind);
        var page = new StringBuilder($"# {entity.Kind}\n\n<!-- {Generator.Comment} -->\n\n{schema["description"]}\n\n");
        page.Append($"`apiVersion: {entity.Group}/{entity.ApiVersion}`, namespaced. ");
        page.Append($"For kubectl: `{entity.PluralName}.{entity.Group}`, `{entity.PluralName}`");
        foreach (var name in type.GetCustomAttribute<ShortNamesAttribute>()?.Names ?? []) page.Append($", `{name}`");
        page.Append(".\n");
        FieldTable.AppendRules(page, entity.Kind, schema);
        AppendColumns(page, type);
        page.Append("\n## Fields\n");
        foreach (var part in new[] { "spec", "status" })
            if (schema["properties"]?[part] is JsonObject fields) FieldTable.Append(page, part, fields);
        if (type.GetCustomAttribute<ConditionsAttribute>() is { } conditions) ConditionTable.Append(page, conditions, docs);
        return page.ToString();
    }

    /// <summary>The page that lists the kinds.</summary>
    public static string WriteIndex(IEnumerable<Type> types, XmlDocs docs)
    {
        var page = new StringBuilder($"# Reference\n\n<!-- {Generator.Comment} -->\n\n| kind | what it is |\n|---|---|\n");
        foreach (var type in types)
        {
            var kind = type.GetCustomAttribute<KubernetesEntityAttribute>()!.Kind;
            page.Append($"| [{kind}]({kind.ToLowerInvariant()}.md) | {docs.Summary(type)} |\n");
        }

        page.Append("\nA duration is written as in Go: `90s`, `1h30m`. A quantity is written as in Kubernetes: `500m`, `2`, `1Gi`.\n");
        page.Append("\"If unset\" is what the operator does; it is never written into the object.\n");
        return page.ToString();
    }

    private static void AppendColumns(StringBuilder page, Type type)
    {
        page.Append("\n## Columns of kubectl get\n\n| column | shown | meaning |\n|---|---|---|\n");
        foreach (var column in type.GetCustomAttributes<PrinterColumnAttribute>())
        {
            var meaning = column.Description ?? (column.Type == "date" ? "Time since creation" : "");
            page.Append($"| {column.Name} | {(column.Priority == 0 ? "always" : "with `-o wide`")} | {meaning} |\n");
        }
    }
}
