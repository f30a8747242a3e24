using ConvLog;

namespace ConvLogProject1;

/// <summary>Functions that the agent calls. Replace them with yours.</summary>
public static class BookingFunctions
{
    private const int LargestTable = 8;

    /// <summary>Books a table.</summary>
    /// <param name="conv">The conversation in which the agent calls the function.</param>
    /// <param name="email">The guest's address.</param>
    /// <param name="guests">How many guests come.</param>
    /// <returns>What the agent says.</returns>
    public static string BookTable(Conversation conv, string email, int guests) => conv.RunFunction("book_table", () =>
    {
        // Everybody who reads the conversation sees the mask; the address itself needs the permission for personal data.
        conv.Log.Info("Guest email captured", LogField.Pii("email", email, shown: Masked(email)));
        if (guests > LargestTable)
        {
            conv.Log.Warning("No table is large enough", ("guests", guests), ("largest", LargestTable));
            return "I am sorry, our largest table has eight seats.";
        }

        conv.Log.Info("Table booked", ("guests", guests));
        return $"Your table for {guests} is booked.";
    });

    private static string Masked(string email) => email.Length > 0 && email.Contains('@') ? $"{email[0]}***{email[email.IndexOf('@')..]}" : "[redacted]";
}
