using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Review;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The pages that show conversations.</summary>
internal sealed class ConversationPages(ConversationReader conversations, PageAnswers answers)
{
    private static readonly IntegerParameter s_offset = new("offset", Missing: 0, Least: 0, Most: int.MaxValue);

    /// <summary>The list, newest first.</summary>
    public async ValueTask<IResult> ListAsync(HttpContext context)
    {
        var page = answers.PageOf(context);
        if (page.Visitor.Reader is not { } reader)
        {
            return PageAnswers.Refuse(context, page);
        }

        if (s_offset.Read(context.Request.Query, out int offset) is { } wrong)
        {
            return PageAnswers.Fail(page, Failure.Invalid(wrong));
        }

        string? agent = context.Request.Query["agent"] is [{ Length: > 0 } name, ..] ? name : null;
        var query = new ConversationQuery { AgentId = agent, Limit = ConversationListing.PageSize, Offset = offset, CountTotal = true };
        var part = await conversations.ListAsync(reader, query, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        var agents = await AgentsAsync(reader, agent, context.RequestAborted).ConfigureAwait(false);
        return PageAnswers.Show<ConversationsPage, ConversationListing>(page, new ConversationListing(part, offset, agent, agents));
    }

    /// <summary>The review page of one conversation, by its id in the path.</summary>
    public ValueTask<IResult> ReviewAsync(HttpContext context) => ReviewAsync(context, RouteText.Read(context, "conversationId", fromEnd: 1));

    /// <summary>The review page of one whose id cannot stand in a path.</summary>
    public ValueTask<IResult> ReviewByQueryAsync(HttpContext context)
        => context.Request.Query["id"] is [{ Length: > 0 } id] ? ReviewAsync(context, id) : answers.NoPage(context);

    private async ValueTask<IResult> ReviewAsync(HttpContext context, string id)
    {
        var page = answers.PageOf(context);
        if (page.Visitor.Reader is not { } reader)
        {
            return PageAnswers.Refuse(context, page);
        }

        var view = await conversations.GetAsync(reader, id, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        return view is null
            ? PageAnswers.Fail(page, Failure.NoConversation)
            : PageAnswers.Show<ReviewPage, ReviewedConversation>(page, new ReviewedConversation(view));
    }

    private async ValueTask<IReadOnlyList<string>> AgentsAsync(Reader reader, string? chosen, CancellationToken cancellationToken)
    {
        var agents = await conversations.ListAgentsAsync(reader, cancellationToken).ConfigureAwait(false);
        return [.. (chosen is null ? agents : agents.Append(chosen)).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)];
    }
}
