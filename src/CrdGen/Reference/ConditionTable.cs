using System.Reflection;
using System.Text;
using Modelwright.CrdGen.Documentation;
using Modelwright.Crds.Schema;

namespace Modelwright.CrdGen.Reference;

/// <summary>Writes a kind's conditions and their reasons.</summary>
internal static class ConditionTable
{
    /// <summary>Appends the tables, one for each condition type, in the order of their declaration.</summary>
    public static void Append(StringBuilder page, ConditionsAttribute conditions, XmlDocs docs)
    {
        page.Append("\n## Conditions\n");
        foreach (var type in Constants(conditions.Types))
        {
            page.Append($"\n### {type.GetRawConstantValue()}\n\nTrue: {LowerFirst(docs.Summary(type))}\n");
            var reasons = Reasons(conditions.Reasons, (string)type.GetRawConstantValue()!).ToArray();
            if (reasons.Length > 0) page.Append("\n| status | reason | meaning |\n|---|---|---|\n");
            foreach (var (reason, status) in reasons)
                page.Append($"| {status} | `{reason.GetRawConstantValue()}` | {docs.Summary(reason)} |\n");
        }
    }

    private static IEnumerable<(FieldInfo Reason, string Status)> Reasons(Type declaredBy, string condition) =>
        from reason in Constants(declaredBy)
        from use in reason.GetCustomAttributes<ReasonAttribute>()
        where use.Condition == condition
        orderby use.Status == "True" ? 0 : use.Status == "False" ? 1 : 2
        select (reason, use.Status);

    private static FieldInfo[] Constants(Type type) =>
        [.. type.GetFields().Where(field => field.IsLiteral).OrderBy(field => field.MetadataToken)];

    private static string LowerFirst(string? text) => string.IsNullOrEmpty(text) ? "" : char.ToLowerInvariant(text[0]) + text[1..];
}
