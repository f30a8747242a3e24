using System.Globalization;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>Signing in and out: a key starts a session with a cookie.</summary>
internal sealed class SignInPages(ConvLogConsoleOptions options, Sessions sessions, WrongKeyLimit guesses, SecurityEvents security, PageResponses answers)
    : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        new PageRoute("/sign-in") { Get = Show, Post = SignInAsync, KeepsForms = false },
        new PageRoute("/sign-out") { Post = SignOut, KeepsForms = false },
    ];

    /// <summary>The form, without authentication.</summary>
    public ValueTask<IResult> Show(HttpContext context)
    {
        var page = answers.PageOf(context);
        return new(PageResponses.Show<SignInPage, SignInForm>(page, new SignInForm(ReturnTo(page, context.Request.Query["return"]))));
    }

    /// <summary>Handles the form: a right key redirects to the page to return to, a wrong one shows the form again.</summary>
    public async ValueTask<IResult> SignInAsync(HttpContext context)
    {
        var page = answers.PageOf(context);
        if (!OriginRule.AllowsPost(context.Request))
        {
            return PageResponses.Fail(page, Failure.ForeignForm);
        }

        if (await PostedForm.ReadAsync(context).ConfigureAwait(false) is not { } form)
        {
            return PageResponses.Fail(page, Failure.BadForm);
        }

        string returnTo = ReturnTo(page, form["return"]);
        if (form["key"] is not [{ } key] || options.ApiKeys.Find(key.Trim()) is not { } owner)
        {
            security.WrongKey(context);
            if (guesses.TryCountWrongKey(context))
            {
                return ShowForm(page, new SignInForm(returnTo, "Unknown API key."), StatusCodes.Status401Unauthorized);
            }

            context.Response.Headers.RetryAfter = WrongKeyLimit.RetryAfter.ToString(CultureInfo.InvariantCulture);
            return ShowForm(page, new SignInForm(returnTo, "Too many wrong API keys from your address. Try again in a minute."),
                StatusCodes.Status429TooManyRequests);
        }

        EndSession(context);
        SessionCookie.Write(context, page.Paths.Cookie, sessions.Begin(owner, HostUsers.Of(context)));
        security.SignedIn(owner.Reader);
        return new SeeOtherResult(returnTo);
    }

    /// <summary>Ends the session.</summary>
    public ValueTask<IResult> SignOut(HttpContext context)
    {
        var page = answers.PageOf(context);
        if (!OriginRule.AllowsPost(context.Request))
        {
            return new(PageResponses.Fail(page, Failure.ForeignForm));
        }

        EndSession(context);
        SessionCookie.Delete(context, page.Paths.Cookie);
        return new(new SeeOtherResult(page.Paths.Home));
    }

    private static IResult ShowForm(ConsolePage page, SignInForm form, int status) => PageResponses.Show<SignInPage, SignInForm>(page, form, status);

    private static string ReturnTo(ConsolePage page, string? path) => ReturnPath.Of(path, page.Paths.Home, page.Paths.Root);

    private void EndSession(HttpContext context)
    {
        if (SessionCookie.Read(context) is { } token && sessions.End(token) is { } owner)
        {
            security.SignedOut(owner.Reader);
        }
    }
}
