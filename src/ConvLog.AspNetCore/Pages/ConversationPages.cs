using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Review;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The pages that show conversations.</summary>
internal sealed class ConversationPages(ConversationReader conversations, PageAnswers answers)
{
    private const int MostHits = 1_000;

    /// <summary>The list, newest first.</summary>
    public ValueTask<IResult> ListAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var request = ListRequest.Read(context, page, reader);
        var query = request.Query with { Limit = ConversationListing.PageSize, CountTotal = true };
        var part = await conversations.ListAsync(reader, query, request.Cursor, context.RequestAborted).ConfigureAwait(false);
        var hits = await HitsAsync(reader, query, part, context.RequestAborted).ConfigureAwait(false);
        var agents = await AgentsAsync(reader, query.AgentId, context.RequestAborted).ConfigureAwait(false);
        return PageAnswers.Show<ConversationsPage, ConversationListing>(page, new ConversationListing(request, part, hits, agents));
    });

    /// <summary>The review page of one conversation, by its id in the path.</summary>
    public ValueTask<IResult> ReviewAsync(HttpContext context) => ReviewAsync(context, RouteText.Read(context, "conversationId", fromEnd: 1));

    /// <summary>The review page of one whose id cannot stand in a path.</summary>
    public ValueTask<IResult> ReviewByQueryAsync(HttpContext context)
        => context.Request.Query["id"] is [{ Length: > 0 } id] ? ReviewAsync(context, id) : answers.NoPage(context);

    private ValueTask<IResult> ReviewAsync(HttpContext context, string id) => answers.ReadAsync(context, async (page, reader) =>
    {
        var view = await conversations.GetAsync(reader, id, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        return view is null
            ? PageAnswers.Fail(page, Failure.NoConversation)
            : PageAnswers.Show<ReviewPage, ReviewedConversation>(page, new ReviewedConversation(view));
    });

    // Hits beyond the bound are of conversations that are on the page without telling where.
    private async ValueTask<Dictionary<string, (SearchHit Latest, int Count)>> HitsAsync(Reader reader, ConversationQuery query, ConversationPage page, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, (SearchHit Latest, int Count)>(StringComparer.Ordinal);
        if (query.Text is not { } text || page.Conversations.Count == 0)
        {
            return found;
        }

        var first = page.Conversations.Min(static conversation => conversation.StartedAt);
        var search = new SearchQuery { Text = text, AgentId = query.AgentId, Environment = query.Environment, Channel = query.Channel, From = first, Limit = MostHits };
        var results = await conversations.SearchAsync(reader, search, cancellationToken).ConfigureAwait(false);
        foreach (var hit in results.Hits)
        {
            found[hit.ConversationId] = found.TryGetValue(hit.ConversationId, out var known) ? (known.Latest, known.Count + 1) : (hit, 1);
        }

        return found;
    }

    private async ValueTask<IReadOnlyList<string>> AgentsAsync(Reader reader, string? chosen, CancellationToken cancellationToken)
    {
        var agents = await conversations.ListAgentsAsync(reader, cancellationToken).ConfigureAwait(false);
        return [.. (chosen is null ? agents : agents.Append(chosen)).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)];
    }
}
