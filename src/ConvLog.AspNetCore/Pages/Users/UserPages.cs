using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>The end users of the last thirty days; each leads to their conversations.</summary>
internal sealed class UserPages(ConversationReader conversations, PageAnswers answers)
{
    private const int PageSize = 100;
    private const string Cursor = "cursor";
    private const string Agent = "agent";

    public async ValueTask<IResult> ListAsync(HttpContext context)
    {
        var page = answers.PageOf(context);
        if (page.Visitor.Reader is not { } reader)
        {
            return PageAnswers.Refuse(context, page);
        }

        try
        {
            var given = context.Request.Query.Where(static parameter => parameter.Key is Cursor or Agent && parameter.Value is [{ Length: > 0 }]).ToDictionary(static parameter => parameter.Key, static parameter => new StringValues(parameter.Value.ToString()), StringComparer.Ordinal);
            context.Request.Query = new QueryCollection(given);
            string? agent = ConversationFilters.Agent.Read(new ApiCall(context, page.Visitor, reader));
            string? cursor = context.Request.Query[Cursor];
            var part = await conversations.ListUsersAsync(reader, new UserQuery { AgentId = agent, Limit = PageSize }, cursor, context.RequestAborted).ConfigureAwait(false);
            var agents = await conversations.ListAgentsAsync(reader, context.RequestAborted).ConfigureAwait(false);
            string? next = part.Next is null ? null : page.Paths.Users + (agent is null ? "?" : $"?agent={Uri.EscapeDataString(agent)}&") + $"cursor={part.Next}";
            return PageAnswers.Show<UsersPage, UserListing>(page, new UserListing(part, agent, agents, next, cursor is null));
        }
        catch (ApiProblemException e)
        {
            return PageAnswers.Fail(page, Failure.Invalid(e.Message));
        }
        catch (InvalidCursorException e)
        {
            return PageAnswers.Fail(page, Failure.Invalid(e.Message));
        }
    }
}
