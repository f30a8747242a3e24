namespace ConvLog.Storage.Payloads.Rows;

/// <summary>Encodes the outcomes of a conversation's function events as one text with a letter for each.</summary>
internal static class OutcomeLetters
{
    public static char Of(FunctionOutcome? outcome) => outcome switch
    {
        FunctionOutcome.Completed => 'c',
        FunctionOutcome.Failed => 'f',
        FunctionOutcome.Abandoned => 'a',
        FunctionOutcome.Canceled => 'x',
        FunctionOutcome.Declined => 'd',
        _ => 'r',
    };

    public static FunctionOutcome? Read(char letter) => letter switch
    {
        'c' => FunctionOutcome.Completed,
        'f' => FunctionOutcome.Failed,
        'a' => FunctionOutcome.Abandoned,
        'x' => FunctionOutcome.Canceled,
        'd' => FunctionOutcome.Declined,
        _ => null,
    };
}
