using Modelwright.Router.Routes;
using Modelwright.Router.Settings;

namespace Modelwright.Router.Forwarding;

/// <summary>What the client is told when the last attempt failed.</summary>
public static class FailureAnswer
{
    /// <summary>Answers, or ends the connection when a response had begun.</summary>
    public static Task WriteAsync(HttpContext context, ModelRoute route, Backend backend, AttemptResult failure, RouterOptions options)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return Task.CompletedTask;
        var who = $"model '{route.Model}', revision '{backend.Revision}'";
        return failure.Kind switch
        {
            AttemptFailure.Connect or AttemptFailure.Refused =>
                ErrorAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable,
                    $"{who}: no pod accepts the request now; try again"),
            AttemptFailure.Timeout => ErrorAnswer.WriteAsync(context, StatusCodes.Status504GatewayTimeout,
                $"{who}: no answer within {options.BackendTimeout.TotalSeconds} s"),
            AttemptFailure.ClientBody => ClientBody(context, failure.Exception, options),
            AttemptFailure.Closed => ErrorAnswer.WriteAsync(context, StatusCodes.Status502BadGateway,
                $"{who}: the connection ended before an answer came; the request may have been executed, so it was not sent again"),
            AttemptFailure.Response => ErrorAnswer.WriteAsync(context, StatusCodes.Status502BadGateway, $"{who}: the answer broke off"),
            _ => ErrorAnswer.WriteAsync(context, StatusCodes.Status502BadGateway, $"{who}: the answer was not understood"),
        };
    }

    private static Task ClientBody(HttpContext context, Exception? exception, RouterOptions options)
    {
        var status = Bad(exception)?.StatusCode ?? StatusCodes.Status400BadRequest;
        return ErrorAnswer.WriteAsync(context, status, status == StatusCodes.Status413PayloadTooLarge
            ? $"the body is larger than {options.MaxRequestBytes} bytes"
            : "the request's body could not be read");
    }

    private static BadHttpRequestException? Bad(Exception? exception) => exception switch
    {
        null => null,
        BadHttpRequestException bad => bad,
        AggregateException aggregate => aggregate.InnerExceptions.Select(Bad).FirstOrDefault(b => b is not null),
        _ => Bad(exception.InnerException),
    };
}
