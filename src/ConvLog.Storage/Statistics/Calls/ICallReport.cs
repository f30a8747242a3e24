namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Counts the calls of the conversations accepted by <see cref="Examination"/>, which a store adds one at a time.</summary>
internal interface ICallReport
{
    CallExamination Examination { get; }

    /// <summary>Whether error types, argument keys, the log and API responses of calls must be read as well.</summary>
    bool IsDetailed { get; }

    void Add(ExaminedConversation conversation);

    /// <summary>Adds the counts of a day if the query includes them. They do not include the log of its calls.</summary>
    void Add(CountedTarget counted);
}
