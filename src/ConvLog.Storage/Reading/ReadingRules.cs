using ConvLog.Privacy;
using ConvLog.Storage.Privacy;

namespace ConvLog.Storage.Reading;

/// <summary>What all readers of a store share.</summary>
/// <param name="Gate">The gate that every record passes.</param>
/// <param name="Cursors">The cursors of lists.</param>
/// <param name="Time">The clock.</param>
/// <param name="Privacy">The privacy options.</param>
internal sealed record ReadingRules(PrivacyGate Gate, ReaderCursors Cursors, TimeProvider Time, PrivacyOptions Privacy);
