using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Compatible;
using ConvLog.AspNetCore.Assets;
using ConvLog.AspNetCore.Hosting;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages;
using ConvLog.AspNetCore.Pages.Alerts;
using ConvLog.AspNetCore.Pages.Calls;
using ConvLog.AspNetCore.Pages.Feedback;
using ConvLog.AspNetCore.Pages.Insight;
using ConvLog.AspNetCore.Pages.Live;
using ConvLog.AspNetCore.Pages.Privacy;
using ConvLog.AspNetCore.Pages.Share;
using ConvLog.AspNetCore.Pages.Team;
using ConvLog.AspNetCore.Pages.Users;
using ConvLog.AspNetCore.Pages.Views;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConvLog.AspNetCore;

/// <summary>Maps all routes of the API and the console.</summary>
internal sealed class Routes(
    ConvLogConsoleOptions options,
    GuardedEndpoint guard,
    CompatibleGate compatibleGate,
    IEnumerable<ICompatibleRoutes> compatible,
    ApiGate gate,
    IEnumerable<IApiRoutes> own,
    ConversationPages pages,
    SelectionPages selection,
    TeamPages team,
    PrivacyPages privacy,
    RetentionPages retention,
    ErasurePages erasures,
    HoldPages holds,
    PermittedResponses permitted,
    SignInPages signIn,
    PreferencesPages preferences,
    InsightPages insight,
    CallsPages calls,
    AlertPages alerts,
    UserPages users,
    FeedbackPages feedback,
    ExportPages exports,
    LivePages live,
    CopyPages copies,
    ViewsPages views,
    PageResponses answers,
    ConversationReader conversations,
    ConsoleMappings mappings)
{
    private static readonly string[] s_read = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] s_post = [HttpMethods.Post];

    public RouteGroupBuilder Map(IEndpointRouteBuilder endpoints)
    {
        mappings.Add(endpoints);
        var all = endpoints.MapGroup("");
        EndpointRules.Apply(all, endpoints.ServiceProvider);

        Api(all, compatible.SelectMany(static routes => routes.Routes), compatibleGate.AnswerAsync, CompatibleGate.NotAllowed, CompatibleGate.Broken,
            CompatibleGate.HostRefused);
        foreach (string list in (string[])[AgentRoutes.List, ProjectRoutes.List, ProjectRoutes.FirstList])
        {
            Map(all, list + "/{**rest}", methods: null, guard.Of(CompatibleGate.NoRoute, CompatibleGate.Broken), $"ConvLog API: no such route of {list}")
                .WithMetadata(new HostRefusal(CompatibleGate.HostRefused)).WithOrder(int.MaxValue - 1);
        }

        Api(all, own.SelectMany(static routes => routes.Routes), gate.AnswerAsync, ApiGate.NotAllowed, ApiProblem.Broken, ApiGate.HostRefused);
        Map(all, ApiRoute.Root + "/{**rest}", methods: null, guard.Of(ApiGate.NoRoute, ApiProblem.Broken), "ConvLog API: no such route")
            .WithMetadata(new HostRefusal(ApiGate.HostRefused)).WithOrder(int.MaxValue - 1);

        Readable(all, "/", pages.ListAsync);
        File(all, "/file", exports.ConversationsAsync);
        Page(all, "/selected", selection.Back, selection.ChangeAsync, answers.Broken);
        File(all, "/selected/file", selection.Back, selection.ExportAsync, answers.Broken);
        Page(all, "/views", views.ShowAsync, views.ChangeAsync, answers.Broken, requires: StoreCapabilities.TeamDocuments);
        Page(all, "/views/counts", views.CountAsync, requires: StoreCapabilities.TeamDocuments);
        Readable(all, "/conversations", pages.ReviewByQueryAsync);
        Readable(all, "/conversations/{conversationId}", pages.ReviewAsync);
        Page(all, "/review/rating", team.Back, team.RateAsync, answers.Broken);
        Page(all, "/review/answers", team.Back, team.AnswerAsync, answers.Broken);
        Page(all, "/review/notes", team.Back, team.NoteAsync, answers.Broken);
        Page(all, "/review/labels", team.Back, team.LabelAsync, answers.Broken);
        Page(all, "/review/scores", team.Back, team.ScoreAsync, answers.Broken);
        Page(all, "/review/assignment", team.Back, team.AssignAsync, answers.Broken);
        Page(all, "/review/read", team.Back, team.ReadAsync, answers.Broken);
        Page(all, "/review/unread", team.Back, team.UnreadAsync, answers.Broken);
        Page(all, "/copy", copies.ShowAsync);
        Page(all, "/privacy", privacy.ShowAsync);
        Page(all, "/privacy/runs", retention.AskAsync, retention.RunAsync);
        Page(all, "/privacy/erasures", permitted.Back, erasures.EraseAsync);
        Page(all, "/privacy/erasures/question", permitted.Back, erasures.AskAsync);
        Page(all, "/privacy/erasures/{receiptId}", erasures.ReceiptAsync, requires: StoreCapabilities.Receipts);
        Page(all, "/privacy/erasures/{receiptId}/receipt.json", erasures.ReceiptFileAsync, requires: StoreCapabilities.Receipts);
        Page(all, "/privacy/holds", permitted.Back, holds.PlaceAsync, requires: StoreCapabilities.Holds);
        Page(all, "/privacy/holds/release", permitted.Back, holds.ReleaseAsync, requires: StoreCapabilities.Holds);
        Page(all, "/privacy/access", privacy.AccessAsync);
        Readable(all, "/functions", calls.ListAsync, requires: StoreCapabilities.Statistics);
        Readable(all, "/functions/details", calls.ShowAsync, requires: StoreCapabilities.Statistics);
        Page(all, "/alerts", alerts.ShowAsync);
        Page(all, "/alerts/silence", alerts.Back, alerts.SilenceAsync, answers.Broken);
        Readable(all, "/insight", insight.ShowAsync, requires: StoreCapabilities.Statistics);
        Readable(all, "/insight/scores", insight.ShowScoresAsync, requires: StoreCapabilities.Statistics);
        Readable(all, "/users", users.ListAsync, requires: StoreCapabilities.Users);
        Page(all, "/users/find", users.BackAsync, users.FindAsync, requires: StoreCapabilities.Users);
        Readable(all, "/users/{pseudonym}", users.JourneyAsync);
        Readable(all, "/feedback", feedback.ShowAsync);
        Readable(all, "/feedback/improved", feedback.ShowImprovedAsync);
        File(all, "/feedback/improved/file", exports.AnnotationsAsync, exports.PersonalAnnotationsAsync, answers.Broken);
        Page(all, "/live", live.ShowAsync, requires: StoreCapabilities.Arrivals);
        Page(all, "/preferences/layers", preferences.Back, preferences.KeepLayersAsync);
        Page(all, "/preferences", preferences.Show, preferences.KeepAsync);
        Page(all, "/sign-in", signIn.Show, signIn.SignInAsync, keepsForms: false);
        Page(all, "/sign-out", read: null, signIn.SignOut, keepsForms: false);
        Page(all, "/assets/{file}", context => new(ConsoleAssets.Get(context, answers.Missing)))
            .ForEach(static endpoint => endpoint.WithMetadata(new AssetCacheRule()));

        // At the root, paths that look like files are left to the host: its static files are served only where no route matches.
        string rest = options.BasePath.Length > 0 ? "/{**rest}" : "/{**rest:nonfile}";
        Map(all, options.BasePath + rest, methods: null, guard.Of(answers.NoPage, answers.Broken), "ConvLog: no such page").WithOrder(int.MaxValue);
        return all;
    }

    private void Api(
        RouteGroupBuilder all,
        IEnumerable<ApiRoute> routes,
        Func<ApiRoute, HttpContext, ValueTask<IResult>> answer,
        Func<HttpContext, string, ValueTask<IResult>> notAllowed,
        Func<HttpContext, string, IResult> broken,
        Func<HttpContext, bool, ValueTask<IResult>> refused)
    {
        var refusal = new HostRefusal(refused);
        foreach (var path in routes.GroupBy(static route => route.Path, StringComparer.Ordinal))
        {
            List<string> allowed = [];
            foreach (var route in path)
            {
                string[] methods = HttpMethods.IsGet(route.Method) ? s_read : [route.Method];
                var mapped = Map(all, route.Path, methods, guard.Of(context => answer(route, context), broken), $"ConvLog API: {route.OperationId}")
                    .WithMetadata(route, refusal).WithOrder(route.Order);
                if (route.IsUrgent)
                {
                    mapped.WithMetadata(new UnboundedRead());
                }

                if (route.IsLong)
                {
                    mapped.DisableRequestTimeout();
                }

                allowed.AddRange(methods);
            }

            string allow = string.Join(", ", allowed);
            Map(all, path.Key, methods: null, guard.Of(context => notAllowed(context, allow), broken), $"ConvLog API: other methods of {path.Key}")
                .WithMetadata(refusal).WithOrder(path.Max(static route => route.Order));
        }
    }

    // A page of conversations: read by GET without personal data, which a form posted to its own address reveals. See PageResponses.ReadAsync.
    private void Readable(RouteGroupBuilder all, string path, Func<HttpContext, ValueTask<IResult>> show,
        StoreCapabilities requires = StoreCapabilities.None)
        => Page(all, path, show, show, answers.Broken, requires: requires);

    // Exempt from the host's request timeouts: a file with many conversations takes long.
    private void File(
        RouteGroupBuilder all,
        string path,
        Func<HttpContext, ValueTask<IResult>>? read,
        Func<HttpContext, ValueTask<IResult>>? post = null,
        Func<HttpContext, string, IResult>? notPosted = null)
    {
        foreach (var endpoint in Page(all, path, read, post, notPosted))
        {
            endpoint.DisableRequestTimeout();
        }
    }

    private List<IEndpointConventionBuilder> Page(
        RouteGroupBuilder all,
        string path,
        Func<HttpContext, ValueTask<IResult>>? read,
        Func<HttpContext, ValueTask<IResult>>? post = null,
        Func<HttpContext, string, IResult>? notPosted = null,
        bool keepsForms = true,
        StoreCapabilities requires = StoreCapabilities.None)
    {
        if ((requires & ~conversations.Capabilities) is not StoreCapabilities.None and var missing)
        {
            read = read is null ? null : context => answers.Absent(context, missing);
            post = post is null ? null : context => answers.Absent(context, missing);
        }

        string pattern = (options.BasePath + path).TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";
        List<IEndpointConventionBuilder> mapped = [];
        List<string> allowed = [];
        if (read is not null)
        {
            mapped.Add(Map(all, pattern, s_read, guard.Of(read, answers.Broken), $"ConvLog: {pattern}"));
            allowed.AddRange(s_read);
        }

        if (post is not null)
        {
            var posted = Map(all, pattern, s_post, guard.Of(post, notPosted ?? answers.NotDone), $"ConvLog: post to {pattern}");
            mapped.Add(keepsForms ? posted.WithMetadata(new HostRefusal(answers.HostRefusedAsync)) : posted);
            allowed.AddRange(s_post);
        }

        string allow = string.Join(", ", allowed);
        mapped.Add(Map(all, pattern, methods: null, guard.Of(context => answers.NotAllowed(context, allow), answers.Broken),
            $"ConvLog: other methods of {pattern}"));
        return mapped;
    }

    // Without methods, it matches all methods that no other endpoint of the pattern has.
    private static IEndpointConventionBuilder Map(RouteGroupBuilder all, string pattern, string[]? methods, RequestDelegate answer, string name)
        => (methods is null ? all.Map(pattern, answer) : all.MapMethods(pattern, methods, answer)).WithDisplayName(name)
            .WithMetadata(new EndpointPrefix(pattern));
}
