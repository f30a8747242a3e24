using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>Answers with pages, and says no in the same look.</summary>
internal sealed class PageAnswers(ConvLogConsoleOptions options, Visitors visitors, TimeProvider time)
{
    public ConsolePage PageOf(HttpContext context)
    {
        var request = context.Request;
        string address = request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        return new ConsolePage(new ConsolePaths(request.PathBase, options.BasePath), address, visitors.OfPage(context), options.ApiKeys.Count > 0, time.GetUtcNow(), Preferences.Of(request));
    }

    public static IResult Show<TPage, TModel>(ConsolePage page, TModel model, int status = StatusCodes.Status200OK)
        where TPage : IComponent
        => new PageResult<TPage, TModel>(page, model, status);

    /// <summary>Answers those who may read; an address that cannot be meant says so.</summary>
    public async ValueTask<IResult> ReadAsync(HttpContext context, Func<ConsolePage, Reader, ValueTask<IResult>> show)
    {
        var page = PageOf(context);
        if (page.Visitor.Reader is not { } reader)
        {
            return Refuse(context, page);
        }

        try
        {
            return await show(page, reader).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ApiProblemException or InvalidCursorException)
        {
            return Fail(page, Failure.Invalid(e.Message));
        }
    }

    /// <summary>Who may not read gets to sign in, unless they showed a key or came from another site.</summary>
    public static IResult Refuse(HttpContext context, ConsolePage page)
    {
        if (page.Visitor.Kind == VisitorKind.ForeignPage)
        {
            return Fail(page, Failure.ForeignPage);
        }

        if (page.Visitor.Kind == VisitorKind.NotPermitted)
        {
            return Fail(page, Failure.NotPermitted);
        }

        context.Response.Headers.WWWAuthenticate = "ApiKey";
        return page.Visitor.Kind == VisitorKind.WrongKey
            ? Fail(page, Failure.WrongKey)
            : Show<SignInPage, SignInForm>(page, new SignInForm(page.Address), StatusCodes.Status401Unauthorized);
    }

    public static IResult Fail(ConsolePage page, Failure failure) => Show<ErrorPage, Failure>(page, failure, failure.Status);

    public ValueTask<IResult> NoPage(HttpContext context) => new(Missing(context));

    public IResult Missing(HttpContext context)
    {
        var page = PageOf(context);
        return page.Visitor.Reader is null ? Refuse(context, page) : Fail(page, Failure.NoPage);
    }

    public ValueTask<IResult> NotAllowed(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return new(Fail(PageOf(context), Failure.MethodNotAllowed));
    }

    public IResult NotDone(HttpContext context, string errorId) => Fail(PageOf(context), Failure.NotDone(errorId));

    public IResult Broken(HttpContext context, string errorId) => Fail(PageOf(context), Failure.Broken(errorId));
}
