using System.Text.Json.Nodes;
using k8s.Models;

namespace Modelwright.CrdGen.Schemas;

/// <summary>
/// The schema of a <see cref="V1Condition"/>, with the bounds that <c>metav1.Condition</c> states in the Kubernetes API
/// (apimachinery, <c>pkg/apis/meta/v1/types.go</c>); the C# type carries none of them.
/// </summary>
internal static class ConditionSchema
{
    /// <summary>A new copy.</summary>
    public static JsonObject Create() => new()
    {
        ["type"] = "object",
        ["description"] = "One aspect of the object's state.",
        ["required"] = new JsonArray("lastTransitionTime", "message", "reason", "status", "type"),
        ["properties"] = new JsonObject
        {
            ["lastTransitionTime"] = new JsonObject
            {
                ["type"] = "string",
                ["format"] = "date-time",
                ["description"] = "When the status last changed.",
            },
            ["message"] = new JsonObject
            {
                ["type"] = "string",
                ["maxLength"] = 32768,
                ["description"] = "The reason in words; may be empty.",
            },
            ["observedGeneration"] = new JsonObject
            {
                ["type"] = "integer",
                ["format"] = "int64",
                ["minimum"] = 0,
                ["description"] = "The metadata.generation that the condition is about.",
            },
            ["reason"] = new JsonObject
            {
                ["type"] = "string",
                ["minLength"] = 1,
                ["maxLength"] = 1024,
                ["pattern"] = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$",
                ["description"] = "Why the condition has its status, in one word.",
            },
            ["status"] = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray("True", "False", "Unknown"),
                ["description"] = "True, False or Unknown.",
            },
            ["type"] = new JsonObject
            {
                ["type"] = "string",
                ["maxLength"] = 316,
                ["pattern"] = @"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
                    + "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$",
                ["description"] = "The aspect, for example Ready.",
            },
        },
    };
}
