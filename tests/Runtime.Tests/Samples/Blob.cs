using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Modelwright.Runtime.Tests.Samples;

/// <summary>A custom resource that may hold anything.</summary>
[KubernetesEntity(Group = "sample.io", ApiVersion = "v1", Kind = "Blob", PluralName = "blobs")]
internal sealed record Blob : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "sample.io/v1";

    public string Kind { get; set; } = "Blob";

    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>The CustomResourceDefinition.</summary>
    public static JsonObject Definition() => JsonNode.Parse("""
        {
          "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "blobs.sample.io"},
          "spec": {
            "group": "sample.io", "scope": "Namespaced",
            "names": {"plural": "blobs", "singular": "blob", "kind": "Blob", "listKind": "BlobList"},
            "versions": [{
              "name": "v1", "served": true, "storage": true, "subresources": {"status": {}},
              "schema": {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": true, "properties": {
                "spec": {"type": "object", "x-kubernetes-preserve-unknown-fields": true, "properties": {
                  "rows": {
                    "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["id"],
                    "items": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
                  }
                }}
              }}}
            }]
          }
        }
        """)!.AsObject();
}
