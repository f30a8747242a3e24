namespace ConvLog.Tests.Shared;

/// <summary>Functions of an agent, as an author writes them: what the projects of the test frameworks test.</summary>
internal static class BookingAgent
{
    /// <summary>Takes the conversation, and masks the guest's number.</summary>
    public static void BookTable(Conversation conv, string phone) => conv.RunFunction("book_table", () =>
        conv.Log.Info("Table booked", ("guests", 2), LogField.Pii("phone", phone, shown: "***" + phone[^3..])));

    /// <summary>Logs to the current conversation, if there is one.</summary>
    public static void ConfirmBooking() => Conversation.Current?.RunFunction("confirm_booking", static () =>
        Conversation.Current!.Log.Info("Booking confirmed"));

    /// <summary>Reminds the guest in the background, when it is time.</summary>
    public static void RemindLater(Conversation conv, Task time) => _ = Task.Run(async () =>
    {
        await time;
        conv.Log.Info("Guest reminded");
    });
}
