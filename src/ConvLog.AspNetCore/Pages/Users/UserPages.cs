using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>
/// The end users of the last thirty days, the journey of each, and the search for a user by ID or number. Addresses contain only a user's pseudonym.
/// </summary>
internal sealed class UserPages(ConversationReader conversations, PageResponses answers, ResultTickets results) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        PageRoute.Readable("/users", ListAsync, StoreCapabilities.Users),
        new PageRoute("/users/find") { Get = BackAsync, Post = FindAsync, Requires = StoreCapabilities.Users },
        PageRoute.Readable("/users/{pseudonym}", JourneyAsync),
    ];

    private const int PageSize = 100;
    private const int MostFound = 100;
    public const string Cursor = "cursor";
    public const string Agent = "agent";
    private const string Order = "order";
    private const string ReasonMissing = "Enter a reason. It is recorded in the access log.";

    private static readonly string[] s_filters =
    [
        Agent, ConversationFilters.Environment.Name, ConversationFilters.Channel.Name, ConversationFilters.Turns.From.Name, ConversationFilters.Turns.To.Name,
    ];

    /// <summary>The list, with the result of a lookup if the address has its ticket.</summary>
    public ValueTask<IResult> ListAsync(HttpContext context)
    {
        string? ticket = TicketAddress.Take(context.Request, TicketAddress.Result);
        return answers.ReadAsync(context, async (page, reader) =>
        {
            var given = RequestQuery.ReadKnown(context.Request, static name => name is Cursor || s_filters.Contains(name, StringComparer.Ordinal));
            var query = UserRoutes.ReadCommon(new ApiCall(context, page.Visitor, reader)) with { Limit = PageSize };
            given.Remove(Cursor, out string? cursor);
            var part = await conversations.ListUsersAsync(reader, query, cursor, context.RequestAborted).ConfigureAwait(false);
            var agents = await conversations.ListAgentsAsync(reader, context.RequestAborted).ConfigureAwait(false);
            var lookups = results.Find(context, page.Visitor, page.Paths.Users, ticket, FormResultJson.Default.UserLookups);
            return PageResponses.Show<UsersPage, UserListing>(page,
                new UserListing(part, query, given, agents, cursor is null) { Lookups = lookups ?? new UserLookups() });
        });
    }

    /// <summary>One user's conversations in order.</summary>
    public ValueTask<IResult> JourneyAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        string pseudonym = RouteText.Read(context, "pseudonym", fromEnd: 1);
        var given = RequestQuery.ReadKnown(context.Request, static name => name is Cursor or Order);
        string? cursor = given.GetValueOrDefault(Cursor);
        bool isOldestFirst = given.GetValueOrDefault(Order) switch
        {
            null or "desc" => false,
            "asc" => true,
            _ => throw ApiProblemException.Invalid(Order, $"{Order} must be asc or desc."),
        };
        var query = new ConversationQuery { UserPseudonym = pseudonym, Limit = UserConversations.PageSize, CountTotal = true, Ascending = isOldestFirst };
        var part = await conversations.ListAsync(reader, query, cursor, context.RequestAborted).ConfigureAwait(false);
        if (part.Total == 0)
        {
            return PageResponses.Fail(page, Failure.NoUser);
        }

        bool isWhole = cursor is null && part.Next is null;
        var first = isWhole ? null : await EndAsync(page, query with { Ascending = true }, context.RequestAborted).ConfigureAwait(false);
        var latest = isWhole ? null : await EndAsync(page, query with { Ascending = false }, context.RequestAborted).ConfigureAwait(false);
        string? order = isOldestFirst ? "asc" : null;
        string? next = part.Next is { } following ? RequestQuery.Address(page.Paths.User(pseudonym), [(Order, order), (Cursor, following)]) : null;
        return PageResponses.Show<JourneyPage, UserConversations>(
            page, new UserConversations(pseudonym, part, isOldestFirst, first, latest, next, cursor is null));
    });

    /// <summary>
    /// Redirects from an ID or a number to the journey, or else to the list with the result. The value is in no address, and the lookup is recorded in the
    /// access log.
    /// </summary>
    public ValueTask<IResult> FindAsync(HttpContext context) => answers.HandleFormAsync(context, ConvLogPermissions.ReadPii, async (page, _, form) =>
    {
        if (form.ContainsKey(AttributeLookup.NameField))
        {
            return Show(context, page, new UserLookups { Attribute = await FindByAttributeAsync(page, form, context.RequestAborted).ConfigureAwait(false) });
        }

        string asked = form.Text("who").Trim();
        bool isAsked = asked.Length is > 0 and <= UserLookup.Longest;
        if (!isAsked)
        {
            return Show(context, page, new UserLookups { User = new UserLookup("") { Problem = "Enter a complete user ID or phone number." } });
        }

        if (PageResponses.Permitted(page, form) is not { } reader)
        {
            return Show(context, page, new UserLookups { User = new UserLookup(asked) { Problem = ReasonMissing } });
        }

        var found = await FoundAsync(reader, asked, context.RequestAborted).ConfigureAwait(false);
        string[] users = PseudonymsOf(found, asked);
        var unnamed = found.Where(static conversation => conversation.Users.Count == 0).Select(static conversation => conversation.ConversationId).ToList();
        return users.Length == 1 && unnamed.Count == 0
            ? new SeeOtherResult(page.Paths.User(users[0]))
            : Show(context, page, new UserLookups
            {
                User = new UserLookup(asked)
                {
                    Problem = found.Count == 0 ? "No user has this ID, and no conversation has this number." : null,
                    Users = users,
                    Unnamed = unnamed,
                },
            });
    });

    /// <summary>Redirects from an address that only accepts a form to the page with the form.</summary>
    public ValueTask<IResult> BackAsync(HttpContext context) => answers.ReadAsync(context, static (page, _) => new(new SeeOtherResult(page.Paths.Users)));

    private SeeOtherResult Show(HttpContext context, ConsolePage page, UserLookups lookups)
    {
        string ticket = results.Issue(context, page.Visitor, page.Paths.Users, lookups, lookups.WithoutInput(), FormResultJson.Default.UserLookups);
        return new SeeOtherResult(TicketAddress.Of(page.Paths.Users, TicketAddress.Result, ticket));
    }

    private async ValueTask<AttributeLookup> FindByAttributeAsync(ConsolePage page, IFormCollection form, CancellationToken cancellationToken)
    {
        var lookup = new AttributeLookup { Name = form.Text(AttributeLookup.NameField), Value = form.Text(AttributeLookup.ValueField) };
        bool isAsked = lookup.Name.Length is > 0 and <= AttributeLookup.Longest && lookup.Value.Length is > 0 and <= AttributeLookup.Longest;
        if (!isAsked)
        {
            return new AttributeLookup { Problem = "Enter the name and the value of an attribute." };
        }

        if (PageResponses.Permitted(page, form) is not { } reader)
        {
            return lookup with { Problem = ReasonMissing };
        }

        foreach (var attribute in lookup.ToFilters())
        {
            var query = new ConversationQuery { Attributes = [attribute], Limit = MostFound };
            var found = await conversations.ListAsync(reader, query, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (found.Conversations.Count > 0)
            {
                return lookup with { Found = [.. found.Conversations.Select(static one => one.ConversationId)], HasMore = found.Next is not null };
            }
        }

        return lookup with { Problem = "No conversation has this attribute." };
    }

    // An ID identifies one user, so it is tried first. A number may belong to several users, and to conversations without one.
    private async ValueTask<IReadOnlyList<ConversationSummaryView>> FoundAsync(Reader reader, string asked, CancellationToken cancellationToken)
    {
        var byId = await conversations.ListAsync(reader, new ConversationQuery { UserId = asked, Limit = 1 }, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return byId.Conversations.Count > 0
            ? byId.Conversations
            : (await conversations.ListAsync(reader, new ConversationQuery { Number = asked, Limit = MostFound }, cancellationToken: cancellationToken)
                .ConfigureAwait(false)).Conversations;
    }

    // If a conversation has several users, only the one with the ID; if none has it, it was found by a number, which may belong to any of them.
    private static string[] PseudonymsOf(IReadOnlyList<ConversationSummaryView> found, string asked)
    {
        var users = found.SelectMany(static conversation => conversation.Users).DistinctBy(static user => user.Pseudonym, StringComparer.Ordinal).ToList();
        var named = users.FindAll(user => string.Equals(user.User.Text, asked, StringComparison.Ordinal));
        return [.. (named.Count > 0 ? named : users).Select(static user => user.Pseudonym)];
    }

    // The first or latest conversation, only for its time: read without personal data, so that the read is not recorded in the access log.
    private async ValueTask<ConversationSummaryView?> EndAsync(ConsolePage page, ConversationQuery query, CancellationToken cancellationToken)
    {
        var part = await conversations.ListAsync(page.Visitor.PageReader!, query with { Limit = 1, CountTotal = false }, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return part.Conversations.Count > 0 ? part.Conversations[0] : null;
    }
}
