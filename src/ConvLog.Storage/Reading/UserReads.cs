using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Access;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Reading;

/// <summary>Lists the end users of conversations.</summary>
/// <param name="store">The store.</param>
/// <param name="access">Records accesses to personal data.</param>
/// <param name="rules">The gate, the cursors and the clock.</param>
internal sealed class UserReads(IConversationStore store, AccessWriter access, ReadingRules rules)
{
    private static readonly TimeSpan s_userWindow = TimeSpan.FromDays(30);

    public async ValueTask<UserPage> ListUsersAsync(Reader reader, UserQuery query, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        var users = Capability.Of<IUserStore>(store);
        await rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var asked = query with
        {
            Scope = reader.Scope,
            From = query.From ?? (query.TurnFrom is null ? rules.Time.GetUtcNow() - s_userWindow : null),
            IdleSince = rules.Gate.IdleSince,
            After = rules.Cursors.Read(cursor, reader, query),
        };
        var page = await users.ListUsersAsync(asked, rules.Gate.NeededBy(reader), cancellationToken).ConfigureAwait(false);
        if (reader.CanReadPii)
        {
            await access.WriteAsync(
                [.. page.Users.Where(static user => user.UserId is not null)
                    .Select(user => access.Access(reader, AccessKind.Users) with { UserPseudonym = user.Pseudonym })],
                cancellationToken).ConfigureAwait(false);
        }

        return new UserPage
        {
            Users = [.. page.Users.Select(user => rules.Gate.View(user, reader))],
            Next = rules.Cursors.Of(page.Next, reader, query),
            IsComplete = page.IsComplete,
        };
    }
}
