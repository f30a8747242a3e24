namespace ConvLog.Storage.Statistics.Calls;

/// <summary>What a store adds conversations to, one after the other, that <see cref="Examination"/> takes.</summary>
internal interface ICallReport
{
    CallExamination Examination { get; }

    /// <summary>Whether error types, keys of arguments, the log and API responses of calls are to be read as well.</summary>
    bool IsDetailed { get; }

    void Add(ExaminedConversation conversation);

    /// <summary>Adds what was counted of a day, if it is asked for. What its calls logged is not among it.</summary>
    void Add(CountedTarget counted);
}
