namespace ConvLog.Storage.Relational.Lists;

/// <summary>The parts of the conditions of lists that differ between databases. The row of the conversation is <c>c</c>.</summary>
internal abstract class ListDialect
{
    /// <summary>The column of an opening with the number of its user.</summary>
    public abstract string User { get; }

    /// <summary>A table in FROM, read by the index that leads from a conversation to its rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="alias">Its name in the statement; null for its own.</param>
    public abstract string Rows(string table, string? alias = null);

    /// <summary>The condition that a row is of the conversation.</summary>
    /// <param name="row">The name of its table in the statement.</param>
    /// <param name="arguments">The parameters.</param>
    public abstract string IsOf(string row, SqlArguments arguments);

    /// <summary>The condition that the row <c>o</c> of "conversation" is that of another row.</summary>
    public abstract string IsConversationOf(string row, SqlArguments arguments);

    /// <summary>The condition that a query has a row.</summary>
    /// <param name="rows">FROM and WHERE.</param>
    public abstract string Exists(string rows);

    /// <summary>The same, looked up for each conversation. No index other than that of <see cref="Rows"/> is used.</summary>
    /// <param name="rows">FROM and WHERE.</param>
    public abstract string HasRow(string rows);

    /// <summary>The condition that a column with a yes or no has that value.</summary>
    public abstract string Is(string column, bool value);

    /// <summary>The column of a score <c>s</c> with its value.</summary>
    public abstract string ScoreValue(bool isNumber);

    /// <summary>The condition that a call has one of the names.</summary>
    /// <param name="functions">The parameter with the functions of <see cref="ListFilter"/>.</param>
    public abstract string IsNamed(string functions);

    /// <summary>The condition that an error type is a type, with or without its namespace.</summary>
    public abstract string IsErrorType(string column, string type);

    /// <summary>The condition that the conversation has a call with an ID.</summary>
    public abstract string HasCall(string id, SqlArguments arguments);

    /// <summary>The condition that the conversation has a visible API response with the status of a query, in a call or outside of calls.</summary>
    public abstract string HasResponse(ConversationQuery query, SqlArguments arguments);

    /// <summary>The condition that a row of "call" has such a response.</summary>
    public abstract string IsAnswered(ConversationQuery query, SqlArguments arguments);

    /// <summary>The condition that the conversation has a call with the approval of a query: its state and how long it took.</summary>
    public abstract string HasApprovedCall(ConversationQuery query, SqlArguments arguments);

    /// <summary>The condition that a row of "turn" waits, or waited, for something.</summary>
    public abstract string WaitsFor(TurnWaitKind kind);

    /// <summary>The condition that the conversation has a model call, or a turn with the usage of a model, that matches a query.</summary>
    /// <param name="query">A model, a provider, or both for the same call.</param>
    /// <param name="ofTurn">The conditions on the row of "turn" of the call; none for any.</param>
    /// <param name="arguments">The parameters.</param>
    public abstract string HasModel(ConversationQuery query, IReadOnlyList<string> ofTurn, SqlArguments arguments);

    /// <summary>The condition that the conversation has an entry <c>e</c> of a level that matches a condition.</summary>
    /// <param name="level">The parameter with the level.</param>
    /// <param name="withPii">Whether personal entries count; otherwise they are not read.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="arguments">The parameters.</param>
    public abstract string HasEntry(string level, bool withPii, string condition, SqlArguments arguments);

    /// <summary>The condition that an entry <c>e</c> was logged in a call that matches a condition on "call".</summary>
    public abstract string IsInCall(string condition, SqlArguments arguments);
}
