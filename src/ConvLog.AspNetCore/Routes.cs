using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Assets;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages;
using ConvLog.AspNetCore.Pages.Privacy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConvLog.AspNetCore;

/// <summary>Every route there is.</summary>
internal sealed class Routes(
    ConvLogConsoleOptions options,
    GuardedEndpoint guard,
    ConversationsApi conversations,
    ConversationPages pages,
    PrivacyPages privacy,
    RetentionPages retention,
    ErasurePages erasures,
    HoldPages holds,
    PermittedAnswers permitted,
    SignInPages signIn,
    PageAnswers answers)
{
    private static readonly string[] s_read = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] s_post = [HttpMethods.Post];

    public RouteGroupBuilder Map(IEndpointRouteBuilder endpoints)
    {
        var all = endpoints.MapGroup("");

        Api(all, "/v1/agents/{agentId}/conversations", conversations.ListAsync);
        Api(all, "/v1/agents/{agentId}/conversations/{conversationId}", conversations.GetAsync);

        Page(all, "/", pages.ListAsync);
        Page(all, "/conversations", pages.ReviewByQueryAsync);
        Page(all, "/conversations/{conversationId}", pages.ReviewAsync);
        Page(all, "/privacy", privacy.ShowAsync);
        Page(all, "/privacy/runs", retention.AskAsync, retention.RunAsync);
        Page(all, "/privacy/erasures", permitted.Back, erasures.EraseAsync);
        Page(all, "/privacy/erasures/question", permitted.Back, erasures.AskAsync);
        Page(all, "/privacy/erasures/{receiptId}", erasures.ReceiptAsync);
        Page(all, "/privacy/erasures/{receiptId}/receipt.json", erasures.ReceiptFileAsync);
        Page(all, "/privacy/holds", permitted.Back, holds.PlaceAsync);
        Page(all, "/privacy/holds/release", permitted.Back, holds.ReleaseAsync);
        Page(all, "/privacy/access", privacy.AccessAsync);
        Page(all, "/sign-in", signIn.Show, signIn.SignInAsync);
        Page(all, "/sign-out", read: null, signIn.SignOut);
        Page(all, "/assets/{file}", context => new(ConsoleAssets.Get(context, answers.Missing)));

        // At the root, what looks like a file is left to the host: its static files are served only where no route matches.
        string rest = options.BasePath.Length > 0 ? "/{**rest}" : "/{**rest:nonfile}";
        all.Map(options.BasePath + rest, guard.Of(answers.NoPage, answers.Broken)).WithDisplayName("ConvLog: no such page").WithOrder(int.MaxValue);
        return all;
    }

    private void Api(RouteGroupBuilder all, string pattern, Func<HttpContext, ValueTask<IResult>> read)
    {
        all.MapMethods(pattern, s_read, guard.Of(read, ConversationsApi.Broken)).WithDisplayName($"ConvLog API: {pattern}");
        all.Map(pattern, guard.Of(ConversationsApi.NotAllowed, ConversationsApi.Broken)).WithDisplayName($"ConvLog API: other methods of {pattern}");
    }

    private void Page(RouteGroupBuilder all, string path, Func<HttpContext, ValueTask<IResult>>? read, Func<HttpContext, ValueTask<IResult>>? post = null)
    {
        string pattern = (options.BasePath + path).TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";
        List<string> allowed = [];
        if (read is not null)
        {
            all.MapMethods(pattern, s_read, guard.Of(read, answers.Broken)).WithDisplayName($"ConvLog: {pattern}");
            allowed.AddRange(s_read);
        }

        if (post is not null)
        {
            all.MapMethods(pattern, s_post, guard.Of(post, answers.NotDone)).WithDisplayName($"ConvLog: post to {pattern}");
            allowed.AddRange(s_post);
        }

        string allow = string.Join(", ", allowed);
        all.Map(pattern, guard.Of(context => answers.NotAllowed(context, allow), answers.Broken)).WithDisplayName($"ConvLog: other methods of {pattern}");
    }
}
