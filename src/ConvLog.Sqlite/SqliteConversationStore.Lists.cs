using ConvLog.Records;
using ConvLog.Sqlite.Lists;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite;

public sealed partial class SqliteConversationStore
{
    /// <inheritdoc/>
    public ValueTask<StoredPage> ListAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default) => ListAsync(query, withPii, PersonalData.All, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredPage> ListAsync(ConversationQuery query, bool withPii, PersonalData personal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Text is { } text)
        {
            SearchTerms.Parse(text); // Here, so that a text nobody can search for is the caller's error and no failure to read.
        }

        return new(_database.Read(session => ListReading.Page(session, query, withPii, Personal(personal))));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new(_database.Read(session => ListReading.Agents(session, scope)));
    }

    /// <inheritdoc/>
    public ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, CancellationToken cancellationToken = default) => ListUsersAsync(query, PersonalData.All, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, PersonalData personal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(_database.Read(session => new UserList(session, query, Personal(personal)).Page()));
    }

    /// <inheritdoc/>
    public ValueTask<StoredSummary?> ReadSummaryAsync(string conversationId, CancellationToken cancellationToken = default) => ReadSummaryAsync(conversationId, PersonalData.All, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredSummary?> ReadSummaryAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return new(_database.Read(session => ListReading.Summary(session, conversationId, Personal(personal))));
    }
}
