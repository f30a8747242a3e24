namespace ConvLog.Benchmarks.Ingest;

/// <summary>The entry that all contestants write: a message and three fields.</summary>
internal static class SampleEntry
{
    public const string Template = "Validated inputs of the booking {ValidationPassed} {Attempt} {Step}";

    public static void Log(Conversation conversation, int number)
        => conversation.Log.Info("Validated inputs of the booking", ("validation_passed", true), ("attempt", number), ("step", "check"));

    public static void Log(Serilog.ILogger logger, int number) => logger.Information(Template, true, number, "check");
}
