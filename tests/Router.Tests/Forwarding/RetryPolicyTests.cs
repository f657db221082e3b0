using Modelwright.Router.Forwarding;

namespace Modelwright.Router.Tests.Forwarding;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData("GET", "/v2/models/fraud", true)]
    [InlineData("GET", "/anything", true)]
    [InlineData("HEAD", "/", true)]
    [InlineData("OPTIONS", "/", true)]
    [InlineData("POST", "/v2/models/fraud/infer", true)]
    [InlineData("POST", "/v2/models/fraud/versions/3/infer", true)]
    [InlineData("POST", "/inference.GRPCInferenceService/ModelInfer", true)]
    [InlineData("POST", "/inference.GRPCInferenceService/ModelReady", true)]
    [InlineData("POST", "/inference.GRPCInferenceService/ModelStreamInfer", false)]
    [InlineData("POST", "/inference.GRPCInferenceService/RepositoryModelUnload", false)]
    [InlineData("POST", "/v2/models//infer", false)]
    [InlineData("POST", "/v2/models/infer", false)]
    [InlineData("POST", "/v2/models/fraud/versions//infer", false)]
    [InlineData("POST", "/v2/models/fraud/versions/3/x/infer", false)]
    [InlineData("POST", "/v2/models/fraud/x/3/infer", false)]
    [InlineData("POST", "/v2/models/fraud/x/infer", false)]
    [InlineData("POST", "/v2/models/fraud/infer/", false)]
    [InlineData("POST", "/v2/models/fraud/feedback", false)]
    [InlineData("POST", "/v2/repository/models/fraud/load", false)]
    [InlineData("POST", "/", false)]
    [InlineData("POST", null, false)]
    [InlineData("PUT", "/v2/models/fraud/infer", false)]
    [InlineData("DELETE", "/v2/models/fraud/infer", false)]
    [InlineData("PATCH", "/v2/models/fraud/infer", false)]
    [InlineData("post", "/v2/models/fraud/feedback", false)]
    [InlineData("BREW", "/v2/models/fraud/infer", false)]
    public void Pure_is_only_what_is_known_to_be(string method, string? path, bool pure) =>
        RequestPurity.IsPure(method, path).ShouldBe(pure);

    [Theory]
    [InlineData(AttemptFailure.Connect)]
    [InlineData(AttemptFailure.Refused)]
    public void What_was_surely_not_executed_is_sent_again_up_to_the_limit(AttemptFailure failure)
    {
        foreach (var pure in (bool[])[true, false])
        {
            for (var attempt = 1; attempt < RetryPolicy.MaxAttempts; attempt++)
                RetryPolicy.MayRetry(failure, attempt, pure, 0, isElsewhere: false).ShouldBeTrue();
            RetryPolicy.MayRetry(failure, RetryPolicy.MaxAttempts, pure, 0, isElsewhere: true).ShouldBeFalse();
        }
    }

    [Fact]
    public void What_may_have_been_executed_is_sent_again_once_and_only_when_pure()
    {
        MayRetry(AttemptFailure.Closed, 1, pure: true, uncertain: 1).ShouldBeTrue();
        MayRetry(AttemptFailure.Closed, 2, pure: true, uncertain: 2).ShouldBeFalse();
        MayRetry(AttemptFailure.Closed, 1, pure: false, uncertain: 1).ShouldBeFalse();
        MayRetry(AttemptFailure.Connect, 2, pure: true, uncertain: 1).ShouldBeTrue();
        MayRetry(AttemptFailure.Connect, 2, pure: false, uncertain: 1).ShouldBeFalse();

        static bool MayRetry(AttemptFailure failure, int attempt, bool pure, int uncertain) =>
            RetryPolicy.MayRetry(failure, attempt, pure, uncertain, isElsewhere: false);
    }

    [Fact]
    public void What_ended_twice_without_an_answer_is_sent_once_more_when_that_is_elsewhere()
    {
        RetryPolicy.MayRetry(AttemptFailure.Closed, 2, pure: true, uncertain: 2, isElsewhere: true).ShouldBeTrue();
        RetryPolicy.MayRetry(AttemptFailure.Closed, 3, pure: true, uncertain: 3, isElsewhere: true).ShouldBeFalse();
        RetryPolicy.MayRetry(AttemptFailure.Closed, 2, pure: false, uncertain: 2, isElsewhere: true).ShouldBeFalse();
    }

    [Theory]
    [InlineData(AttemptFailure.Timeout)]
    [InlineData(AttemptFailure.ClientGone)]
    [InlineData(AttemptFailure.ClientBody)]
    [InlineData(AttemptFailure.Response)]
    [InlineData(AttemptFailure.Protocol)]
    public void Everything_else_is_never_sent_again(AttemptFailure failure) =>
        RetryPolicy.MayRetry(failure, 1, pure: true, uncertain: 0, isElsewhere: true).ShouldBeFalse();

    [Fact]
    public void Pauses_of_a_request_that_finds_no_connection_stay_below_half_a_second() =>
        Enumerable.Range(1, RetryPolicy.MaxAttempts - 1).Sum(a =>
            RetryPolicy.Pause(AttemptFailure.Connect, a).TotalMilliseconds).ShouldBeInRange(10, 500);
}
