using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>
/// A patient moves an appointment by phone. Personal data is logged in all three ways: a PII entry with its companion, a PII field, a masked text.
/// </summary>
internal sealed class ClinicAppointment : Story
{
    private const string Patient = "Odalys Farnham";
    private const string BirthDate = "14 March 1979";
    private const string Phone = "+1 617 555 0162";

    public override TimeSpan Ago => TimeSpan.FromHours(3.2);

    public override ConversationInfo Info => new("demo-clinic-appointment")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "voice",
        Direction = ConversationDirection.Inbound,
        FromNumber = "+16175550162",
        ToNumber = "+16175550100",
        UserId = "patient-30117",
        Language = "en-US",
        Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["plan"] = "standard" },
    };

    public override IReadOnlyList<string> Tools => ["identify_patient", "move_appointment"];

    public override async Task TellAsync(Stage stage)
    {
        await stage.GreetAsync("Thank you for calling Harbour Clinic. How can I help?");
        await stage.TurnAsync("Hello, I need to move my appointment on Monday.", "Of course. May I have your full name and date of birth?");
        await stage.TurnAsync($"{Patient}, born {BirthDate}.".Hiding(Patient, BirthDate), async () =>
        {
            await IdentifyPatientAsync(stage);
            return $"Thank you, Ms Farnham. I see you on Monday at 9:15 with Dr. Ruiz. When would suit you better?".Hiding("Farnham", "Ruiz");
        });
        await stage.TurnAsync("Thursday, as early as you can.", async () => await MoveAppointmentAsync(stage, "Thu 08:00")
            ? "You are down for Thursday at 8:00."
            : "8:00 has just gone. I have 8:20 on Thursday, is that all right?");
        await stage.TurnAsync("Yes, that's fine.", async () =>
        {
            await MoveAppointmentAsync(stage, "Thu 08:20");
            return "Then it's Thursday at 8:20. You will get a text message. Goodbye!";
        });
        stage.Conv.AddNote("Good example of an honest second offer. Use it in the training set.", "review-team");
        stage.Conv.WriteMetric("RESCHEDULED", true, writeOnce: true);
    }

    private static async Task IdentifyPatientAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("identify_patient", "call_a1", new { name = Patient, birth_date = BirthDate });

        // One entry with the value, for readers with the permission, and a companion that shows every reader that the value was captured.
        conv.Log.Info("Patient identified herself", isPii: true, ("name", Patient), ("birth_date", BirthDate));
        conv.Log.Info("Patient identified herself [redacted]");

        // The same in one call.
        conv.Log.Info("Caller number matched", LogField.Pii("user_phone", Phone, shown: "+1 617 *** ****"), ("matched_by", "caller id"));

        using var reply = await stage.Backend.GetAsync("https://records.example/patients/30117?fields=appointments", 200, 377, """{"appointments":1}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://records.example/patients/{id}");
        conv.Log.Info("Patient found", ("count", 1), ("confidence", 0.98));
        conv.SetState("patient_id", "30117");
        call.Complete(new { patient = Patient, appointment = "Mon 09:15" });
    }

    private static async Task<bool> MoveAppointmentAsync(Stage stage, string slot)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("move_appointment", arguments: new { patient_id = "30117", slot });
        conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        bool isFree = slot is not "Thu 08:00";
        using var reply = await stage.Backend.PostAsync(
            "https://records.example/patients/30117/appointments",
            isFree ? 200 : 409,
            isFree ? 512 : 1_061,
            isFree ? """{"state":"moved"}""" : $$"""{"code":"slot_taken","held_for":"another patient of {{Patient}}'s physician"}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://records.example/patients/{id}/appointments");
        if (!isFree)
        {
            conv.Log.Error("Slot unavailable", ("status", 409), ("retriable", true), ("attempt", 1));
            call.Fail("409 slot_taken: the slot was booked while the caller spoke.");
            return false;
        }

        conv.Log.Info("Appointment moved", ("slot", slot));
        conv.SetState("slot", slot);
        call.Complete(new { moved = true });
        return true;
    }
}
