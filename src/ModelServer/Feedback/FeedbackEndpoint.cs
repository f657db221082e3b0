using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Rest;

namespace Modelwright.ModelServer.Feedback;

/// <summary>Answers <c>POST …/feedback</c>: <c>{"accepted":N,"duplicates":N}</c>, or what is wrong.</summary>
internal sealed class FeedbackEndpoint(RequestBodyReader bodies, BodyBudget budget)
{
    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context, InferenceService? service)
    {
        try
        {
            if (service is null) throw new RequestException(StatusCodes.Status503ServiceUnavailable, "the model is not ready");
            if (service.Feedback is not { } desk)
                throw new RequestException(
                    StatusCodes.Status404NotFound, "feedback is not taken: set spec.monitoring.feedback of the Model");
            var (accepted, duplicates) = desk.Score(await ReadAsync(context));
            using var writer = new Utf8Writer();
            writer.Write("{\"accepted\":"u8);
            writer.Write(accepted);
            writer.Write(",\"duplicates\":"u8);
            writer.Write(duplicates);
            writer.Write((byte)'}');
            await HttpAnswer.SendAsync(context, StatusCodes.Status200OK, writer.Written);
        }
        catch (RequestException e)
        {
            await HttpAnswer.SendErrorAsync(context, e.StatusCode, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            await HttpAnswer.SendErrorAsync(context, e.StatusCode, e.Message);
        }
    }

    private async Task<IReadOnlyList<FeedbackItem>> ReadAsync(HttpContext context)
    {
        using var reservation = new BodyReservation(budget);
        using var body = await bodies.ReadAsync(context, reservation);
        return FeedbackReader.Read(body.Memory);
    }
}
