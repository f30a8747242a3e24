using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>Responds with pages, including error pages.</summary>
internal sealed class PageResponses(
    ConvLogConsoleOptions options, Visitors visitors, LocalAccess local, RevealTickets tickets, ReadSlots slots, ConversationReader conversations,
    TimeProvider time)
{
    /// <summary>The field that marks a posted form as one that reveals personal data.</summary>
    public const string RevealField = "reveal";

    /// <summary>The field of such a form with the reason.</summary>
    public const string ReasonField = "reason";

    private const int MostKept = 8;

    private int _kept;

    // The same as in the API.
    private const string SecondsToRetry = "5";

    public ConsolePage PageOf(HttpContext context)
    {
        return new ConsolePage(new ConsolePaths(EndpointPrefix.Of(context), options.BasePath), EndpointPrefix.AddressOf(context), visitors.ForPage(context),
            options.ApiKeys.Count > 0, time.GetUtcNow(), Preferences.Of(context.Request))
        {
            HasPolicy = options.ReadPolicy is not null,
            KeyHeader = options.ApiKeyHeader,
            PolicyOf = options.PolicyOf,
            HostSignOut = options.SignOutPath is { } path ? context.Request.PathBase.ToUriComponent() + path : null,
            OpensApi = local.OpensApi,
            Capabilities = conversations.Capabilities,
            NeedsReason = options.RequireAccessReason,
            TraceUrl = options.TraceUrl,
        };
    }

    public static IResult Show<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage, TModel>(
        ConsolePage page, TModel model, int status = StatusCodes.Status200OK)
        where TPage : IComponent
        => new PageResult<TPage, TModel>(page, model,
            page.Disclosure == Disclosure.ReasonMissing && status == StatusCodes.Status200OK ? StatusCodes.Status400BadRequest : status);

    /// <summary>
    /// Responds to visitors with access; an invalid address results in an error page. Personal data is hidden until a visitor with the permission posts the
    /// form <c>reveal</c> of a page of this site to the page's address. The form is answered with a redirect to that address with a ticket, which shows it
    /// once: the access log then has one record, written by the read whose response contains it.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="show">Creates the page for the given reader, who may have fewer permissions than the visitor.</param>
    public ValueTask<IResult> ReadAsync(HttpContext context, Func<ConsolePage, Reader, ValueTask<IResult>> show)
    {
        string? ticket = TicketAddress.Take(context.Request, TicketAddress.Reveal);
        if (HttpMethods.IsPost(context.Request.Method))
        {
            return HandleFormAsync(context, ConvLogPermissions.ReadPii, (page, withheld, form) =>
                !form.ContainsKey(RevealField) ? new(Fail(page, Failure.BadForm))
                : Permitted(page, form) is not { } permitted ? show(page with { Disclosure = Disclosure.ReasonMissing }, withheld)
                : new(new SeeOtherResult(TicketAddress.Of(page.Address, TicketAddress.Reveal,
                    tickets.Issue(context, page.Visitor, page.Address, permitted.Reason)))));
        }

        var page = PageOf(context);
        return page.Visitor.PageReader is { } reader ? ShowAsync(Disclosed(context, page, reader, ticket), show) : new(Refuse(context, page));
    }

    /// <summary>
    /// Performs the action of a form of this site if the visitor has the permissions. The reader for it sees no personal data, as on the page with the form.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="needs">The required permissions.</param>
    /// <param name="handle">Performs the action and returns the response: a <see cref="SeeOtherResult"/> on success.</param>
    public async ValueTask<IResult> HandleFormAsync(HttpContext context, ConvLogPermissions needs,
        Func<ConsolePage, Reader, IFormCollection, ValueTask<IResult>> handle)
    {
        var page = PageOf(context);
        if (!OriginRule.AllowsPost(context.Request))
        {
            return Fail(page, Failure.ForeignForm);
        }

        if (page.Visitor.PageReader is not { } reader)
        {
            return page.Visitor.Kind == VisitorKind.Unknown ? await ShowUnsentFormAsync(context, page).ConfigureAwait(false) : Refuse(context, page);
        }

        if (!page.Visitor.Permissions.HasFlag(needs))
        {
            return Fail(page, Failure.Lacks(page, needs));
        }

        if (await PostedForm.ReadLongAsync(context).ConfigureAwait(false) is not { } form)
        {
            return Fail(page, Failure.BadForm);
        }

        await slots.EnterAsync(context).ConfigureAwait(false);
        return await ShowAsync((page, reader), (page, reader) => handle(page, reader, form)).ConfigureAwait(false);
    }

    /// <summary>The response to a search beyond the visitor's limit.</summary>
    /// <param name="context">The request.</param>
    /// <param name="page">The page.</param>
    /// <param name="seconds">When the next one can start.</param>
    public static IResult RefuseSearch(HttpContext context, ConsolePage page, int seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Fail(page, Failure.TooManySearches);
    }

    /// <summary>The response to a form that the host's authorization refuses.</summary>
    public async ValueTask<IResult> HostRefusedAsync(HttpContext context, bool isChallenge)
    {
        await visitors.EvaluateHostAsync(context).ConfigureAwait(false);
        var page = PageOf(context) with { Visitor = Visitor.Refused(isChallenge ? VisitorKind.Unknown : VisitorKind.NotPermitted) };
        var answer = !OriginRule.AllowsPost(context.Request) ? Fail(page, Failure.ForeignForm)
            : isChallenge ? await ShowUnsentFormAsync(context, page).ConfigureAwait(false) : Refuse(context, page);
        if (isChallenge)
        {
            context.Response.Headers.WWWAuthenticate = ApiGate.HostSignIn;
        }

        return answer;
    }

    // A visitor whose session ended while they were writing gets back their text. They are unauthenticated, so only a few such requests are
    // handled at once, with a few megabytes in all.
    private async ValueTask<IResult> ShowUnsentFormAsync(HttpContext context, ConsolePage page)
    {
        context.Response.Headers.WWWAuthenticate = "ApiKey";
        try
        {
            return Interlocked.Increment(ref _kept) <= MostKept && await PostedForm.ReadLongAsync(context).ConfigureAwait(false) is { Count: > 0 } form
                ? Show<UnsentFormPage, UnsentForm>(page, UnsentForm.Of(page.Address, form), StatusCodes.Status401Unauthorized) : Refuse(context, page);
        }
        finally
        {
            Interlocked.Decrement(ref _kept);
        }
    }

    /// <summary>The response to a visitor without access: the sign-in page, unless they sent a key or came from another site.</summary>
    public static IResult Refuse(HttpContext context, ConsolePage page)
    {
        if (page.Visitor.Kind == VisitorKind.ForeignPage)
        {
            return Fail(page, Failure.ForeignPage);
        }

        if (page.Visitor.Kind == VisitorKind.NotPermitted)
        {
            return Fail(page, Failure.NotPermitted(page.Visitor.Missing));
        }

        if (page.Visitor.Kind == VisitorKind.TooManyWrongKeys)
        {
            context.Response.Headers.RetryAfter = WrongKeyLimit.RetryAfter.ToString(CultureInfo.InvariantCulture);
            return Fail(page, Failure.TooManyWrongKeys(page.KeyHeader));
        }

        context.Response.Headers.WWWAuthenticate = "ApiKey";
        return page.Visitor.Kind == VisitorKind.WrongKey
            ? Fail(page, Failure.WrongKey(page.KeyHeader))
            : Show<SignInPage, SignInForm>(page, new SignInForm(page.Address) { IsFromElsewhere = page.HasKeys && OriginRule.IsLinkElsewhere(context.Request) },
                StatusCodes.Status401Unauthorized);
    }

    public static IResult Fail(ConsolePage page, Failure failure) => Show<ErrorPage, Failure>(page, failure, failure.Status);

    public ValueTask<IResult> NoPage(HttpContext context) => IsProgram(context.Request) ? ApiGate.NoRoute(context) : new(Missing(context));

    public IResult Missing(HttpContext context)
    {
        var page = PageOf(context);
        return page.Visitor.Reader is null ? Refuse(context, page) : Fail(page, Failure.NoPage);
    }

    public ValueTask<IResult> NotAllowed(HttpContext context, string allowed)
    {
        if (IsProgram(context.Request))
        {
            return ApiGate.NotAllowed(context, allowed);
        }

        context.Response.Headers.Allow = allowed;
        return new(Fail(PageOf(context), Failure.MethodNotAllowed));
    }

    // A client of the API at a wrong address: it sends a key, or accepts JSON and not HTML.
    private bool IsProgram(HttpRequest request)
    {
        string accepted = request.Headers.Accept.ToString();
        return !accepted.Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && (accepted.Contains("json", StringComparison.OrdinalIgnoreCase) || request.Headers.ContainsKey(options.ApiKeyHeader));
    }

    /// <summary>The response of a page if the store does not have what it needs.</summary>
    public ValueTask<IResult> Absent(HttpContext context, StoreCapabilities missing)
    {
        var page = PageOf(context);
        return new(page.Visitor.PageReader is null ? Refuse(context, page) : Fail(page, Failure.Absent(missing)));
    }

    public IResult NotDone(HttpContext context, string errorId) => Fail(PageOf(context), Failure.NotDone(errorId));

    /// <summary>The page shown after an exception. An unavailable store may be available again soon.</summary>
    public IResult Broken(HttpContext context, string errorId)
    {
        if (RequestFault.Outage(context) is not { } outage)
        {
            return Fail(PageOf(context), RequestFault.IsStoreUnusable(context) ? Failure.StoreUnusable(errorId) : Failure.Broken(errorId));
        }

        context.Response.Headers.RetryAfter = SecondsToRetry;
        return Fail(PageOf(context), Failure.StoreUnavailable(outage, errorId));
    }

    /// <summary>The reader with access to personal data for a form; null if the required reason is missing.</summary>
    public static Reader? Permitted(ConsolePage page, IFormCollection form)
    {
        var reader = page.Visitor.Reader!;
        string? reason = AccessReason.Of(form.Text(ReasonField)) ?? reader.Reason;
        return page.NeedsReason && reason is null ? null : reader with { Reason = reason };
    }

    private (ConsolePage Page, Reader Reader) Disclosed(HttpContext context, ConsolePage page, Reader withheld, string? ticket)
    {
        if (!page.Visitor.MayReveal || ticket is null || !HttpMethods.IsGet(context.Request.Method))
        {
            return (page with { Disclosure = page.Visitor.MayReveal ? Disclosure.Withheld : Disclosure.None }, withheld);
        }

        if (tickets.Use(context, page.Visitor, page.Address, ticket) is not { } issued)
        {
            return (page with { Disclosure = Disclosure.HiddenAgain }, withheld);
        }

        var reader = page.Visitor.Reader! with { Reason = issued.Reason, AsksForPii = true };
        SecurityEvents.Reveals(context, reader);
        return (page with { Disclosure = Disclosure.Revealed }, reader);
    }

    private static async ValueTask<IResult> ShowAsync((ConsolePage Page, Reader Reader) seen, Func<ConsolePage, Reader, ValueTask<IResult>> show)
    {
        try
        {
            return await show(seen.Page, seen.Reader).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ApiProblemException or InvalidCursorException)
        {
            return Fail(seen.Page, Failure.Invalid(e.Message));
        }
    }
}
