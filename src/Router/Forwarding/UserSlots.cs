using System.Globalization;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Forwarding;

/// <summary>Finds the slot of a request on a route to which users stick.</summary>
/// <param name="draw">A uniform draw from 0 to one less than its argument; for those who have no name yet.</param>
public sealed class UserSlots(Func<int, int> draw)
{
    private const int DrawBits = 30;
    private static readonly TimeSpan CookieLife = TimeSpan.FromDays(30);
    private static readonly object NewName = new();

    /// <summary>
    /// The slot by the header's or the cookie's value. Without the header it is drawn. Without the cookie a name is drawn, and the answer
    /// sets the cookie, so that the next request is with the same revision.
    /// </summary>
    public int Of(HttpContext context, StickyRule rule)
    {
        if (rule.Header is { } header)
            return context.Request.Headers[header].ToString() is { Length: > 0 } value
                ? StickySlot.Of(rule.Salt, value)
                : draw(ModelRoute.Slots);
        var cookie = rule.Cookie!;
        if (context.Request.Cookies[cookie] is { Length: > 0 } name) return StickySlot.Of(rule.Salt, name);
        // One name per request, also when it is sent again by another route.
        if (context.Items[NewName] is not string fresh)
        {
            context.Items[NewName] = fresh = Name();
            // When the answer starts: what the backend or a retry does with the headers before does not matter.
            context.Response.OnStarting(() =>
            {
                context.Response.Cookies.Append(cookie, fresh, new CookieOptions
                {
                    Path = "/",
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    MaxAge = CookieLife,
                    Secure = context.Request.IsHttps,
                });
                return Task.CompletedTask;
            });
        }

        return StickySlot.Of(rule.Salt, fresh);
    }

    private string Name() =>
        string.Concat(Enumerable.Range(0, 4).Select(_ => draw(1 << DrawBits).ToString("x8", CultureInfo.InvariantCulture)));
}
