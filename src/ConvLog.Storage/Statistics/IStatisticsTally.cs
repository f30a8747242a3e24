namespace ConvLog.Storage.Statistics;

/// <summary>What a store adds figures of turns and calls to: a <see cref="StatisticsReport"/>, or what the store keeps of a day.</summary>
internal interface IStatisticsTally
{
    /// <summary>What is counted by model and by variant; null where that is not asked for.</summary>
    ModelReport? Models { get; }

    /// <summary>Adds what turns of a quarter add up to.</summary>
    void Add(long quarter, StatisticsCell cell);

    /// <summary>What turns of a quarter add up to, to be added to.</summary>
    StatisticsCell TurnsOf(long quarter);

    /// <summary>Adds that a conversation has a turn in a quarter. Told twice, it counts once.</summary>
    /// <param name="quarter">The quarter.</param>
    /// <param name="conversationKey">A number of the conversation, the same in all quarters.</param>
    /// <param name="userKey">A number of the end user, the same in all conversations; null where the user is not known.</param>
    void AddActive(long quarter, long conversationKey, long? userKey);

    /// <summary>Adds what calls of a function add up to.</summary>
    void AddFunction(string name, FunctionCell cell);

    /// <summary>What calls of a function add up to, to be added to.</summary>
    FunctionCell FunctionOf(string name);
}
