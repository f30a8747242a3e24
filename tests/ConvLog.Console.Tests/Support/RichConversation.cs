namespace ConvLog.Console.Tests.Support;

/// <summary>A conversation with everything that the review page can show.</summary>
internal sealed class RichConversation(ILogSink sink, ManualClock clock)
{
    public async Task PlayAsync(string id)
    {
        clock.SetUtcNow(StagedConversations.Now - TimeSpan.FromMinutes(8));
        await using var conv = new Conversation(Info(id), sink, new ConversationOptions { TimeProvider = clock, Limits = new LogLimits { TextLength = 400 } });
        conv.Log.Info("Session opened", ("transport", "websocket"), ("resumed", false));
        clock.Pass(4_000);

        Say(conv, "Can you help me find a therapist in Napa?", "Certainly. What type of therapist are you interested in?", 820, 512,
            call: () => conv.SetState("city", "Napa"));
        Say(conv, "I want to see a Psychiatrist.", "I have 2 options that may work for you. May I suggest Garcia Daniel? He is a Psychiatrist based in Napa.",
            700, 688, call: () => FindProvider(conv));
        Say(conv, "What are my other options?", "Linn Terri is another Psychiatrist located in Napa.", 710, 701);
        Say(conv, "Can you tell me the address and contact number of that office?",
            MaskedText.Mask("The phone number is 707-252-6163 and they are located at 68 Coombs Street # A-1.", (20, 12)), 880, 734);
        Say(conv, "Great! That one works for me.", "Would you like to make an appointment?", 640, 742,
            call: () => conv.SetState("therapist_name", "Linn Terri"));
        Say(conv, "Yes, I'd like to see if there is anything available for 11:15.", "What day works best for you?", 690, 769,
            call: () => conv.SetState("appointment_time", "11:15"));
        Say(conv, "This Sunday would be best.", "You'd like to make an appointment with Linn Terri at 11:15 am on the day after tomorrow. Is that correct?",
            930, 812);
        Say(conv, "Yes, that's right.",
            "I'm sorry, I am unable to make an appointment for that time. I can attempt to make the appointment with Linn Terri for the day after tomorrow at "
            + "11:30 am instead.", 320, 1_042, call: () => BookAppointment(conv));
        conv.AddFeedback(FeedbackRating.Dislike, "I asked for 11:15 and said yes to it twice. Why offer it if it is not free?");
        conv.AddFeedback(FeedbackRating.Dislike, source: FeedbackSource.Team);
        Say(conv, "No, that won't work for me. That will be all.", "Have a nice day!", 580, 912);

        conv.WriteMetric("booked", false);
        conv.WriteMetric("slots_offered", 1);
        conv.WriteMetric("outcome", "slot_taken");
        conv.AddNote("The calendar was stale by four minutes. Ask the practice to shorten its cache.", "Ada Lindqvist");
        conv.HandOff("front-desk", "SLOT_UNAVAILABLE");
        conv.Log.Warning("Closed before the survey", ("asked", 1));
    }

    private static ConversationInfo Info(string id) => new(id)
    {
        AgentId = "therapy-web",
        AccountId = "northbay-care",
        ProjectId = "appointments",
        Channel = "webchat",
        Direction = ConversationDirection.Inbound,
        UserId = "maria.keller@example.com",
        FromNumber = "+1 707 555 0142",
        ToNumber = "+1 707 555 0100",
        VariantId = "B, shorter prompts",
        Language = "en-US",
        Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["tier"] = "gold", ["visits"] = 4 },
    };

    private void Say(Conversation conv, string user, MaskedText agent, int latency, long tokens, Action? call = null)
    {
        using var turn = conv.BeginTurn(user);
        clock.Pass(320);
        call?.Invoke();
        clock.Pass(latency);
        turn.Complete(agent, new ModelUsage("gpt-x", tokens - 48, 48, tokens * 0.000_003m, timeToFirstToken: TimeSpan.FromMilliseconds(210)));
        clock.Pass(9_000);
    }

    private void FindProvider(Conversation conv)
    {
        ModelMessage[] request = [ModelMessage.System("You help people to find a therapist."), ModelMessage.User("A psychiatrist in Napa, please.")];
        var wish = ModelMessage.Assistant(default, [new ModelToolCall("call_51ac", "FindProvider", new { city = "Napa", type = "Psychiatrist" })]);
        var parameters = new ModelParameters { Temperature = 0.2, Tools = ["FindProvider", "BookAppointment"] };
        conv.CurrentTurn!.HandOver("triage", "scheduling", "BOOKING", "Jane asks for a psychiatrist in Napa.");
        using (var asks = conv.CurrentTurn!.BeginModelCall("gpt-x", "example", parameters))
        {
            asks.AddRequest(request);
            clock.Pass(290);
            asks.Complete(wish, new ModelUsage("", 402, 24, 0.0011m), "tool_calls");
        }

        Directory(conv);
        using var answers = conv.CurrentTurn!.BeginModelCall("gpt-x-mini", "example", parameters);
        answers.AddRequest([.. request, wish, ModelMessage.Tool("call_51ac", """{"count":2}""")]);
        clock.Pass(180);
        answers.AddChunk();
        clock.Pass(240);
        answers.Complete(ModelMessage.Assistant("Two of them are in Napa."), new ModelUsage("", 440, 32, 0.0012m) { CachedInputTokens = 384 }, "stop");
    }

    private void Directory(Conversation conv)
    {
        using var call = conv.BeginFunction("FindProvider", "call_51ac", new { city = "Napa", type = "Psychiatrist" });
        clock.Pass(6);
        conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        using (var embeds = conv.CurrentTurn!.BeginModelCall("embed-x", "example", kind: ModelCallKind.Embeddings))
        {
            embeds.AddRequest(ModelMessage.User(new MaskedText("Psychiatrist in Napa")));
            clock.Pass(40);
            embeds.Complete(usage: new ModelUsage("", 5, null));
        }

        clock.Pass(338);
        conv.LogApiResponse("GET", "https://directory.example/v2/providers?city=Napa", 200, TimeSpan.FromMilliseconds(371));
        clock.Pass(25);
        conv.Log.Info("Providers found", ("count", 2), ("source", "directory"), ("cached", false),
            ("first", new { therapist_name = "Garcia Daniel", city = "Napa", address = "575 Lincoln Avenue # 305C", type = "Psychiatrist" }));
        conv.SetState("type", "Psychiatrist");
        clock.Pass(3);
        call.Complete(new { count = 2 });
    }

    private void BookAppointment(Conversation conv)
    {
        using (var lookUp = conv.BeginFunction("LookupCaller", "call_9e07", new { channel = "webchat", user_ref = "u-2210" }))
        {
            clock.Pass(2);
            conv.Log.Info("Caller matched", ("matched_by", "email"), ("confidence", 0.97));
            conv.Log.Info("Caller email captured", LogField.Pii("email", "maria.keller@example.com", shown: "m***@example.com"));
            clock.Pass(2);
            conv.Log.Warning("Caller number captured", ("user_phone", "+1 707 555 0142"), isPii: true);
            clock.Pass(138);
            lookUp.Complete(new { id = 2_210 });
        }

        clock.Pass(20);
        using (var book = conv.BeginFunction("BookAppointment", "call_9f2c",
            new { therapist_name = "Linn Terri", appointment_date = "2026-11-22", appointment_time = "11:15", patient = "Maria Keller" }))
        {
            clock.Pass(3);
            conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
            using (var hold = conv.BeginFunction("ReserveSlot", "call_9f2d", new { slot = "2026-11-22T11:15" }))
            {
                clock.Pass(1_061);
                conv.LogApiResponse("POST", "https://practice.example/v2/therapists/{id}/appointments", 409, TimeSpan.FromMilliseconds(1_061),
                    """{"code":"slot_taken","slot":"2026-11-22T11:15:00-08:00","next_free":["2026-11-22T11:30:00-08:00","2026-11-22T14:00:00-08:00"],"retriable":true}""");
                hold.Fail("The slot is taken.");
            }

            clock.Pass(7);
            conv.Log.Error("Slot unavailable", ("status", 409), ("retriable", true), ("attempt", 1), ("next_free", "11:30"));
            clock.Pass(5);
            conv.Log.Warning("Offering the nearest slot", ("requested", "11:15"), ("offered", "11:30"), ("delta_minutes", 15),
                ("alternatives", new[] { "2026-11-22T11:30:00-08:00", "2026-11-22T14:00:00-08:00" }));
            clock.Pass(103);
            conv.Log.Error("CRM upsert failed", new HttpRequestException("409 for Maria Keller, +1 707 555 0142"), ("guest_id", null));
            conv.Log.Info("Prompt sent", ("prompt", string.Concat(Enumerable.Repeat("You are a helpful receptionist. ", 20))));
            conv.SetState("appointment_time", "11:30");
            conv.RemoveState("type");
            clock.Pass(5);
            book.Fail(new InvalidOperationException("No slot at 11:15 for Maria Keller."));
        }

        conv.BeginFunction("HoldSlot", "call_9f31", new { appointment_time = "11:30", ttl_seconds = 120 }).Log.Info("Hold requested",
            ("slot", "2026-11-22T11:30"), ("idempotency_key", Guid.Parse("7c1e0000-0000-4000-8000-0000000000a9")));
        conv.Log.Info("Turn closed with an open hold");
    }
}
