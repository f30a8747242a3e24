namespace ConvLog.Tests.Shared;

/// <summary>Functions of an agent as an author writes them, used by the tests of the test framework packages.</summary>
internal static class BookingAgent
{
    /// <summary>Books a table and masks the phone number of the guest.</summary>
    public static void BookTable(Conversation conv, string phone) => conv.RunFunction("book_table", () =>
        conv.Log.Info("Table booked", ("guests", 2), LogField.Pii("phone", phone, shown: "***" + phone[^3..])));

    /// <summary>Logs to the current conversation, if any.</summary>
    public static void ConfirmBooking() => Conversation.Current?.RunFunction("confirm_booking", static () =>
        Conversation.Current!.Log.Info("Booking confirmed"));

    /// <summary>Reminds the guest in the background once <paramref name="time"/> completes.</summary>
    public static void RemindLater(Conversation conv, Task time) => _ = Task.Run(async () =>
    {
        await time;
        conv.Log.Info("Guest reminded");
    });
}
