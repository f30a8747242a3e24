using ConvLog;
using ConvLog.Testing;

namespace Samples.Tests;

/// <summary>The unit test of docs/functions.md.</summary>
public class SaveGuestTests
{
    [Fact]
    public async Task A_guest_without_an_email_is_a_warning_and_no_number_is_visible()
    {
        await using var test = new TestConversation();

        SaveGuest(test.Conversation, email: null, phone: "+44 7700 900123");

        test.Log.ShouldHaveCalled("save_guest", FunctionOutcome.Completed);
        test.Log.ShouldContain(EntryLevel.Warning, "Guest has no email", ("new", true));
        test.Log.ShouldHaveNoErrors();
        await test.ShouldNotRevealAsync("7700 900123");
    }

    private static void SaveGuest(Conversation conv, string? email, string phone) => conv.RunFunction("save_guest", () =>
    {
        if (email is null)
        {
            conv.Log.Warning("Guest has no email", ("new", true), LogField.Pii("phone", phone));
        }
    });
}
