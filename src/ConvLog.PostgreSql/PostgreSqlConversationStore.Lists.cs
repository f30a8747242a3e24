using ConvLog.PostgreSql.Lists;
using ConvLog.PostgreSql.Reading;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql;

/// <content>Lists.</content>
public sealed partial class PostgreSqlConversationStore
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

        return _database.ReadAsync((session, token) => ListReading.PageAsync(session, query, withPii, Personal(personal), token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return _database.ReadAsync((session, token) => AgentList.ReadAsync(session, scope, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, CancellationToken cancellationToken = default) => ListUsersAsync(query, PersonalData.All, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, PersonalData personal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.ReadAsync((session, token) => new UserList(session, query, Personal(personal)).ReadAsync(token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredSummary?> ReadSummaryAsync(string conversationId, CancellationToken cancellationToken = default) => ReadSummaryAsync(conversationId, PersonalData.All, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredSummary?> ReadSummaryAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return _database.ReadAsync((session, token) => ListReading.SummaryAsync(session, conversationId, Personal(personal), token), cancellationToken);
    }

    private PersonalReading Personal(PersonalData given) => new(_keys, _database.Troubles, given);
}
