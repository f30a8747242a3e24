namespace ConvLog.Sqlite.Statistics;

/// <summary>The numbers of scopes. They contain the number of their conversation, so its scopes are found without an index.</summary>
internal static class ScopeNumber
{
    /// <summary>Numbers below this are assigned consecutively, to scopes for which a conversation has no number of its own left.</summary>
    public const string Least = "17592186044416";

    /// <summary>The scopes of a conversation, which is the first parameter: a condition of rows of <c>scope</c>.</summary>
    public const string OfConversation = $"""
        ((scope.conversation = ?1 AND scope.no < {Least}) OR scope.no BETWEEN {Least} + ?1 * 65536 AND {Least} + ?1 * 65536 + 65535)
        """;

    private const long First = 1L << 44;
    private const int Bits = 16;

    /// <summary>The numbers that a conversation has for its scopes.</summary>
    public static (long First, long Last) RangeOf(long conversation)
    {
        long first = First + (conversation << Bits);
        return (first, first + (1 << Bits) - 1);
    }
}
