using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Schema;
using Modelwright.LocalCluster.Selectors;

namespace Modelwright.LocalCluster.Resources.Custom;

/// <summary>Checks a CustomResourceDefinition (k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation).</summary>
internal static class DefinitionValidator
{
    public static void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        if (value.Child("spec") is not { } spec)
        {
            errors.Add(FieldError.Required("spec"));
            return;
        }

        ValidateNames(value, spec, errors);
        if (spec.Text("scope") is not ("Namespaced" or "Cluster"))
            errors.Add(FieldError.NotSupported("spec.scope", spec["scope"], ["\"Cluster\"", "\"Namespaced\""]));
        if (spec.Flag("preserveUnknownFields") == true)
            errors.Add(FieldError.Invalid("spec.preserveUnknownFields", true, "must be false in order to use defaults in the schema"));
        if (spec.Text("conversion", "strategy") is not (null or "None"))
            errors.Add(FieldError.NotSupported("spec.conversion.strategy", spec.At("conversion", "strategy"), ["\"None\""]));
        ValidateVersions(spec, errors);
        if (old is null) return;
        foreach (var path in (string[][])[["group"], ["scope"], ["names", "plural"], ["names", "kind"]])
        {
            if (!JsonEquality.Same(spec.At(path), old["spec"].At(path)))
                errors.Add(FieldError.Invalid($"spec.{string.Join('.', path)}", spec.At(path), "field is immutable"));
        }
    }

    private static void ValidateNames(JsonObject value, JsonObject spec, ICollection<FieldError> errors)
    {
        var group = spec.Text("group") ?? "";
        var plural = spec.Text("names", "plural") ?? "";
        if (group.Length == 0) errors.Add(FieldError.Required("spec.group"));
        else if (!Names.IsSubdomain(group)) errors.Add(FieldError.Invalid("spec.group", group, Names.SubdomainForm));
        else if (!group.Contains('.', StringComparison.Ordinal))
            errors.Add(FieldError.Invalid("spec.group", group, "should be a domain with at least one dot"));
        if (plural.Length == 0) errors.Add(FieldError.Required("spec.names.plural"));
        else if (!Names.IsServiceName(plural)) errors.Add(FieldError.Invalid("spec.names.plural", plural, Names.ServiceNameForm));
        if (spec.Text("names", "kind") is not { Length: > 0 }) errors.Add(FieldError.Required("spec.names.kind"));
        if (value.Text("metadata", "name") is { } name && name != $"{plural}.{group}")
            errors.Add(FieldError.Invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
        foreach (var (list, field) in (IEnumerable<(string, string)>)[("shortNames", "spec.names.shortNames"),
            ("categories", "spec.names.categories")])
        {
            foreach (var text in spec["names"].Texts(list))
            {
                if (!Names.IsServiceName(text)) errors.Add(FieldError.Invalid(field, text, Names.ServiceNameForm));
            }
        }
    }

    private static void ValidateVersions(JsonObject spec, ICollection<FieldError> errors)
    {
        var versions = spec.Objects("versions").ToList();
        if (versions.Count == 0) errors.Add(FieldError.Required("spec.versions", "must have at least one version"));
        else if (versions.Count(version => version.Flag("storage") == true) != 1)
            errors.Add(FieldError.Invalid("spec.versions", spec["versions"], "must have exactly one version marked as storage version"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < versions.Count; i++)
        {
            var path = $"spec.versions[{i}]";
            var name = versions[i].Text("name") ?? "";
            if (!Names.IsServiceName(name)) errors.Add(FieldError.Invalid($"{path}.name", name, Names.ServiceNameForm));
            else if (!seen.Add(name)) errors.Add(FieldError.Invalid("spec.versions", name, "must contain unique version names"));
            if (versions[i].Child("schema", "openAPIV3Schema") is { } schema)
                StructuralCheck.Check(schema, $"{path}.schema.openAPIV3Schema", errors);
            else errors.Add(FieldError.Required($"{path}.schema.openAPIV3Schema", "schemas are required"));
            ValidateScale(versions[i].Child("subresources", "scale"), $"{path}.subresources.scale", errors);
            ValidateColumns(versions[i], path, errors);
        }
    }

    private static void ValidateScale(JsonObject? scale, string path, ICollection<FieldError> errors)
    {
        if (scale is null) return;
        foreach (var (field, start) in (IEnumerable<(string, string)>)[("specReplicasPath", ".spec."), ("statusReplicasPath", ".status.")])
        {
            if (scale.Text(field) is not { Length: > 0 } text) errors.Add(FieldError.Required($"{path}.{field}"));
            else if (!text.StartsWith(start, StringComparison.Ordinal) || text.Contains('[', StringComparison.Ordinal))
                errors.Add(FieldError.Invalid($"{path}.{field}", text, $"should be a json path under {start.TrimEnd('.')}"));
        }
    }

    private static void ValidateColumns(JsonObject version, string path, ICollection<FieldError> errors)
    {
        var index = 0;
        foreach (var column in version.Objects("additionalPrinterColumns"))
        {
            var field = $"{path}.additionalPrinterColumns[{index++}]";
            if (column.Text("name") is not { Length: > 0 }) errors.Add(FieldError.Required($"{field}.name"));
            if (column.Text("type") is not ("integer" or "number" or "string" or "boolean" or "date"))
            {
                errors.Add(FieldError.NotSupported($"{field}.type", column["type"],
                    ["\"boolean\"", "\"date\"", "\"integer\"", "\"number\"", "\"string\""]));
            }

            if (column.Text("jsonPath") is not { Length: > 0 } jsonPath) errors.Add(FieldError.Required($"{field}.jsonPath"));
            else if (!jsonPath.StartsWith('.'))
                errors.Add(FieldError.Invalid($"{field}.jsonPath", jsonPath, "must be a simple json path starting with ."));
        }
    }
}
