using CsCheck;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Protobuf;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Tests.Protobuf;

public sealed class ProtobufReaderTests
{
    private const string Pod = """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","labels":{"a":"b","c":""},
         "creationTimestamp":"2026-01-02T03:04:05Z","generation":-1,
         "ownerReferences":[{"apiVersion":"v1","kind":"X","name":"x","uid":"u","controller":true}]},
         "spec":{"terminationGracePeriodSeconds":5,"hostNetwork":true,"volumes":[{"name":"v","configMap":{"name":"c","defaultMode":420}}],
          "containers":[{"name":"c","image":"i","args":["a","b"],"ports":[{"containerPort":80,"protocol":"TCP"}],
           "env":[{"name":"E","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}],"resources":{"limits":{"cpu":"500m","memory":"1Gi"}},
           "livenessProbe":{"httpGet":{"path":"/x","port":"http"},"periodSeconds":3},"readinessProbe":{"tcpSocket":{"port":8080}}}]}}
        """;

    [Theory]
    [InlineData("core.v1.Pod", Pod)]
    [InlineData("core.v1.Secret",
        """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"data":{"k":"AAECAw=="},"type":"Opaque"}""")]
    [InlineData("rbac.v1.ClusterRole",
        """{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"r"},"rules":"""
            + """[{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}]}""")]
    [InlineData("apps.v1.Deployment",
        """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":"""
            + """{"replicas":2,"strategy":{"rollingUpdate":{"maxSurge":"25%","maxUnavailable":1}}}}""")]
    public void Read_gives_the_object_that_was_written(string type, string json)
    {
        var value = JsonText.ParseObject(json);
        var read = ProtobufReader.Read(ProtobufWriter.Frame(value, BuiltInTypes.Get(type)));
        JsonEquality.Same(read, value).ShouldBeTrue(read.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("k8s")]
    public void Read_refuses_what_is_no_frame(string text) =>
        Should.Throw<FormatException>(() => ProtobufReader.Read(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Read_of_damaged_bytes_gives_an_object_or_a_refusal_and_nothing_else()
    {
        var whole = ProtobufWriter.Frame(JsonText.ParseObject(Pod), BuiltInTypes.Get("core.v1.Pod"));
        Gen.Select(Gen.Int[4, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Sample((at, value, length) =>
        {
            var damaged = whole[..Math.Max(length, 4)];
            if (at < damaged.Length) damaged[at] = value;
            try
            {
                return ProtobufReader.Read(damaged) is not null;
            }
            catch (FormatException)
            {
                return true;
            }
        });
    }
}
