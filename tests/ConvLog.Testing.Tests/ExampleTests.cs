namespace ConvLog.Testing.Tests;

/// <summary>An author's unit test, quoted by the documentation.</summary>
public class ExampleTests
{
    [Fact]
    public async Task Saving_a_guest_logs_a_conflict_and_keeps_the_number_to_itself()
    {
        await using var test = new TestConversation();

        var saving = SaveGuestAsync(test.Conversation, test.Clock, name: "Jane", phone: "+15551234567");
        test.Clock.Advance(TimeSpan.FromSeconds(2));
        await saving;

        test.Log.ShouldHaveCalled("save_guest", FunctionOutcome.Completed);
        test.Log.ShouldContainOnce(EntryLevel.Error, "CRM upsert failed", ("status", 409), ("attempt", 2));
        test.Log.In("save_guest").ShouldContainInOrder("Validated inputs", "CRM upsert failed");
        test.Log.ShouldContain(EntryLevel.Info, "Caller number captured").ShouldBePersonal("user_phone");
        await test.ShouldNotRevealAsync("Jane", "+15551234567");
    }

    private static async Task SaveGuestAsync(Conversation conv, TimeProvider time, string name, string phone)
    {
        using var turn = conv.BeginTurn("Book a table for two");
        using var call = conv.BeginFunction("save_guest", arguments: new { name, phone });
        conv.Log.Info("Validated inputs", ("missing_fields", Array.Empty<string>()));
        conv.Log.Info("Caller number captured", LogField.Pii("user_phone", phone));
        await Task.Delay(TimeSpan.FromSeconds(2), time);
        conv.Log.Error("CRM upsert failed", ("status", 409), ("retriable", true), ("attempt", 2));
        turn.Complete("I will try again later.");
    }
}
