using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tests.Api;

public sealed class JobValidationTests : IDisposable
{
    private readonly TestApi api = TestApi.Open();

    public void Dispose() => api.Dispose();

    [Fact]
    public void Defaults_are_those_of_the_api()
    {
        var job = Create("""{"template":TEMPLATE}""").Is(201).Body;
        job.Integer("spec", "completions").ShouldBe(1);
        job.Integer("spec", "parallelism").ShouldBe(1);
        job.Integer("spec", "backoffLimit").ShouldBe(6);
        job.Text("spec", "completionMode").ShouldBe("NonIndexed");
        job.Text("spec", "podReplacementPolicy").ShouldBe("TerminatingOrFailed");
        job.Flag("spec", "suspend").ShouldBe(false);
        job.Text("spec", "selector", "matchLabels", "batch.kubernetes.io/controller-uid").ShouldBe(job.Text("metadata", "uid"));
        job.Text("metadata", "labels", "job-name").ShouldBeNull("labels are copied before the generated ones are added");
    }

    [Fact]
    public void A_failure_policy_waits_for_ends_and_its_patterns_are_true_by_default()
    {
        var job = Create(
            """{"podFailurePolicy":{"rules":[{"action":"Ignore","onPodConditions":[{"type":"DisruptionTarget"}]}]},"template":TEMPLATE}""")
            .Is(201).Body;
        job.Text("spec", "podReplacementPolicy").ShouldBe("Failed");
        job.Objects("spec", "podFailurePolicy", "rules").Single().Objects("onPodConditions").Single().Text("status").ShouldBe("True");
    }

    [Theory]
    [InlineData("""{"parallelism":-1,"template":TEMPLATE}""", "spec.parallelism: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("""{"completionMode":"Indexed","completions":2,"template":TEMPLATE}""", "spec.completionMode: Forbidden")]
    [InlineData("""{"backoffLimitPerIndex":1,"template":TEMPLATE}""",
        "spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode")]
    [InlineData("""{"podReplacementPolicy":"Never","template":TEMPLATE}""", "spec.podReplacementPolicy: Unsupported value: \"Never\"")]
    [InlineData("""{"selector":{"matchLabels":{"a":"b"}},"template":TEMPLATE}""", "spec.selector: Invalid value")]
    [InlineData("""{"template":{"spec":{"containers":[{"name":"main","image":"one"}]}}}""",
        "spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\"")]
    [InlineData(
        """{"template":{"metadata":{"labels":{"job-name":"other"}},"spec":"""
            + """{"restartPolicy":"Never","containers":[{"name":"main","image":"one"}]}}}""",
        "spec.template.metadata.labels[job-name]: Invalid value: \"other\": must be 'a'")]
    public void A_wrong_spec_is_refused_by_name(string spec, string message) =>
        Create(spec).Is(422, "Invalid").Message.ShouldContain(message);

    [Theory]
    [InlineData("""{}""", "action: Required value: valid values: [\"Count\" \"FailIndex\" \"FailJob\" \"Ignore\"]")]
    [InlineData("""{"action":"Retry"}""", "action: Unsupported value: \"Retry\"")]
    [InlineData("""{"action":"FailIndex","onExitCodes":{"operator":"In","values":[1]} }""", "requires the backoffLimitPerIndex to be set")]
    [InlineData("""{"action":"Count"}""", "specifying one of OnExitCodes and OnPodConditions is required")]
    [InlineData("""{"action":"Count","onExitCodes":{"operator":"In","values":[1]},"onPodConditions":[{"type":"X"}]}""",
        "specifying both OnExitCodes and OnPodConditions is not supported")]
    [InlineData("""{"action":"Count","onExitCodes":{"operator":"In","values":[0]} }""",
        "values[0]: Invalid value: 0: must not be 0 for the In operator")]
    [InlineData("""{"action":"Count","onExitCodes":{"operator":"In","values":[]} }""",
        "values: Invalid value: []: at least one value is required")]
    [InlineData("""{"action":"Count","onExitCodes":{"operator":"NotIn","values":[2,1]} }""", "must be ordered")]
    [InlineData("""{"action":"Count","onExitCodes":{"operator":"NotIn","values":[1,1]} }""", "values[1]: Duplicate value: 1")]
    [InlineData("""{"action":"Count","onExitCodes":{"operator":"Is","values":[1]} }""", "operator: Unsupported value: \"Is\"")]
    [InlineData("""{"action":"Count","onExitCodes":{"containerName":"other","operator":"In","values":[1]} }""",
        "containerName: Invalid value: \"other\": must be one of the container or initContainer names in the pod template")]
    [InlineData("""{"action":"Count","onPodConditions":[{"type":"X","status":"Maybe"}]}""", "status: Unsupported value: \"Maybe\"")]
    public void A_wrong_failure_rule_is_refused_by_name(string rule, string message) =>
        Create($$"""{"podFailurePolicy":{"rules":[{{rule}}]},"template":TEMPLATE}""").Is(422, "Invalid").Message.ShouldContain(message);

    [Fact]
    public void A_failure_policy_needs_pods_that_never_restart() => Create(
        """{"podFailurePolicy":{"rules":[]},"template":{"spec":"""
            + """{"restartPolicy":"OnFailure","containers":[{"name":"main","image":"one"}]}}}""")
        .Is(422, "Invalid").Message.ShouldContain("only \"Never\" is supported when podFailurePolicy is specified");

    [Theory]
    [InlineData("""{"completions":2}""", "spec.completions")]
    [InlineData("""{"selector":{"matchLabels":{"a":"b"}}}""", "spec.selector")]
    [InlineData("""{"template":{"spec":{"nodeSelector":{"a":"b"}}}}""", "spec.template")]
    [InlineData("""{"managedBy":"example.org/other"}""", "spec.managedBy")]
    public void What_is_immutable_stays(string change, string field)
    {
        Create("""{"template":TEMPLATE}""").Is(201);
        api.Merge($"{Jobs}/a", $$"""{"spec":{{change}} }""").Is(422, "Invalid").Message.ShouldContain($"{field}: Invalid value");
        api.Merge($"{Jobs}/a", """{"spec":{"parallelism":3,"backoffLimit":1,"activeDeadlineSeconds":9,"ttlSecondsAfterFinished":1}}""")
            .Is(200);
    }

    [Fact]
    public void A_job_that_waits_for_its_first_start_may_be_sent_elsewhere()
    {
        Create("""{"suspend":true,"template":TEMPLATE}""").Is(201);
        api.Merge($"{Jobs}/a", """
            {"spec":{"template":{"metadata":{"labels":{"x":"y"}},"spec":{"nodeSelector":{"a":"b"},"tolerations":[{"operator":"Exists"}]}}}}
            """).Is(200).Body.Text("spec", "template", "spec", "nodeSelector", "a").ShouldBe("b");
        api.Merge($"{Jobs}/a", """{"spec":{"template":{"spec":{"terminationGracePeriodSeconds":1}}}}""").Is(422, "Invalid")
            .Message.ShouldContain("field is immutable");

        api.Merge($"{Jobs}/a/status", """{"status":{"startTime":"2026-01-02T03:04:05Z"}}""").Is(200);
        api.Merge($"{Jobs}/a", """{"spec":{"template":{"spec":{"nodeSelector":{"a":"c"}}}}}""").Is(422, "Invalid");
    }

    [Fact]
    public void Deletion_without_a_policy_keeps_the_pods_and_warns()
    {
        Create("""{"template":TEMPLATE}""").Is(201);
        var answer = api.Delete($"{Jobs}/a").Is(200);
        answer.Headers.GetValues("Warning").ShouldHaveSingleItem()
            .ShouldContain("child pods are preserved by default when jobs are deleted");
        answer.Body.At("metadata", "finalizers")!.AsArray().Select(one => one!.GetValue<string>()).ShouldBe(["orphan"]);

        Create("""{"template":TEMPLATE}""", "b").Is(201);
        api.Delete($"{Jobs}/b", """{"propagationPolicy":"Background"}""").Is(200).Headers.Contains("Warning").ShouldBeFalse();
        api.Get($"{Jobs}/b").Is(404);
    }

    [Theory, Servers]
    public void The_rules_of_a_failure_policy_belong_to_one_manager_together(ServerKind server)
    {
        using var shared = TestApi.Open(server);
        var path = $"/apis/batch/v1/namespaces/{shared.Namespace}/jobs/a";
        string Manifest(int code) => $$"""
            {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"a"},"spec":{"suspend":true,
             "podFailurePolicy":{"rules":[{"action":"FailJob","onExitCodes":{"operator":"In","values":[{{code}}]} }]},
             "template":{"spec":{"restartPolicy":"Never",
              "containers":[{"name":"main","image":"one","env":[{"name":"ONE","value":"1"}]}]} } } }
            """;
        shared.Apply(path, Manifest(1), "one").Is(201);
        shared.Apply(path, Manifest(1), "two").Is(200);

        shared.Apply(path, Manifest(2), "two").Is(409, "Conflict").Message.ShouldContain(".spec.podFailurePolicy.rules");
        var fields = shared.Get(path).Is(200).Body.Objects("metadata", "managedFields").Single(entry => entry.Text("manager") == "one")
            .Child("fieldsV1", "f:spec");
        fields.Child("f:podFailurePolicy", "f:rules").ShouldNotBeNull().Count.ShouldBe(0, "the list is one value");
        fields.Child("f:template", "f:spec", "f:containers", "k:{\"name\":\"main\"}", "f:env", "k:{\"name\":\"ONE\"}").ShouldNotBeNull();
    }

    private string Jobs => $"/apis/batch/v1/namespaces/{api.Namespace}/jobs";

    private ApiAnswer Create(string spec, string name = "a")
    {
        const string template = """{"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"one"}]} }""";
        return api.Post(Jobs,
            $$"""{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"{{name}}"},"spec":{{spec.Replace("TEMPLATE", template)}} }""");
    }
}
