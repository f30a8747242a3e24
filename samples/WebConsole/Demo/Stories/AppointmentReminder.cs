using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>The agent calls: an outbound reminder, so the personal number is the one that was called.</summary>
internal sealed class AppointmentReminder : Story
{
    private const string Name = "Ottoline Breck";

    public override TimeSpan Ago => TimeSpan.FromHours(120);

    public override ConversationInfo Info => new("demo-appointment-reminder")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "voice",
        Direction = ConversationDirection.Outbound,
        FromNumber = "+14155550100",
        ToNumber = "+14155550188",
        UserId = "patient-7203",
        Language = "en-US",
    };

    public override IReadOnlyList<string> Tools => ["confirm_appointment"];

    public override async Task TellAsync(Stage stage)
    {
        var conv = stage.Conv;
        conv.Log.Info("Campaign started", ("campaign", "dental-reminders"), ("attempt", 2));
        await stage.GreetAsync($"Hello, this is Bright Dental. Am I speaking with {Name}?".Hiding(Name));
        await stage.TurnAsync("Yes, who's this?", "I'm calling about your check-up tomorrow at 2 pm. Will you make it?");
        await stage.TurnAsync("Oh, I had forgotten. Yes, I'll be there.", async () =>
        {
            using var call = stage.BeginFunction("confirm_appointment", arguments: new { appointment = "A-5512" });
            using var reply = await stage.Backend.PutAsync("https://dental.example/appointments/A-5512/confirmation", 204, 131);
            await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://dental.example/appointments/{id}/confirmation");
            conv.Log.Info("Appointment confirmed", ("appointment", "A-5512"));
            conv.SetState("confirmed", true);
            call.Complete(new { confirmed = true });
            return "Wonderful. See you tomorrow!";
        });
        conv.WriteMetric("CONFIRMED", true, writeOnce: true);
    }
}
