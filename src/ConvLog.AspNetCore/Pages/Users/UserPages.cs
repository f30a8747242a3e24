using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>The end users of the last thirty days; each leads to their conversations.</summary>
internal sealed class UserPages(ConversationReader conversations, PageAnswers answers)
{
    private const int PageSize = 100;
    private const string Cursor = "cursor";
    private const string Agent = "agent";

    public ValueTask<IResult> ListAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var given = GivenQuery.Take(context.Request, static name => name is Cursor or Agent);
        string? agent = ConversationFilters.Agent.Read(new ApiCall(context, page.Visitor, reader));
        string? cursor = given.GetValueOrDefault(Cursor);
        var part = await conversations.ListUsersAsync(reader, new UserQuery { AgentId = agent, Limit = PageSize }, cursor, context.RequestAborted).ConfigureAwait(false);
        var agents = await conversations.ListAgentsAsync(reader, context.RequestAborted).ConfigureAwait(false);
        string? next = part.Next is { } following ? GivenQuery.Address(page.Paths.Users, [(Agent, agent), (Cursor, following)]) : null;
        return PageAnswers.Show<UsersPage, UserListing>(page, new UserListing(part, agent, agents, next, cursor is null));
    });
}
