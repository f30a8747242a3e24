namespace ConvLog.Storage.Statistics;

/// <summary>Collects figures of turns and calls from a store: a <see cref="StatisticsReport"/>, or the stored statistics of a day.</summary>
internal interface IStatisticsTally
{
    /// <summary>Whether turns, users and function calls are counted. A store need not add them otherwise.</summary>
    bool CountsTurns { get; }

    /// <summary>Figures by model and by variant; null if they were not requested.</summary>
    ModelReport? Models { get; }

    /// <summary>Adds the sums of turns of a quarter.</summary>
    void Add(long quarter, StatisticsCell cell);

    /// <summary>The sums of turns of a quarter, to be added to.</summary>
    StatisticsCell TurnsOf(long quarter);

    /// <summary>Adds a conversation that has a turn in a quarter. Adding it again has no effect.</summary>
    /// <param name="quarter">The quarter.</param>
    /// <param name="conversationKey">A number of the conversation, the same in all quarters.</param>
    /// <param name="userKey">A number of the end user, the same in all conversations; null if the user is unknown.</param>
    void AddActive(long quarter, long conversationKey, long? userKey);

    /// <summary>Adds the sums of calls of a function.</summary>
    void AddFunction(string name, FunctionCell cell);

    /// <summary>The sums of calls of a function, to be added to.</summary>
    FunctionCell FunctionOf(string name);
}
