namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The orders of the list as words in addresses.</summary>
internal static class CallsOrders
{
    private static readonly (string? Word, CallsOrder Order)[] s_all =
        [(null, CallsOrder.Calls), ("problems", CallsOrder.Problems), ("p95", CallsOrder.P95), ("slower", CallsOrder.Slower), ("last", CallsOrder.LastProblem)];

    /// <summary>The word of an order; null for the default.</summary>
    public static string? WordOf(CallsOrder order) => s_all.Single(known => known.Order == order).Word;

    /// <summary>The order of a word; the default if it is unknown.</summary>
    public static CallsOrder Of(string? word) => s_all.FirstOrDefault(known => string.Equals(known.Word, word, StringComparison.Ordinal)).Order;
}
