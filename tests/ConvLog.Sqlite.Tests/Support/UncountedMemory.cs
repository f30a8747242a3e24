using System.Runtime.CompilerServices;
using SQLitePCL;

namespace ConvLog.Sqlite.Tests.Support;

/// <summary>
/// Disables the engine's memory statistics: for each allocation they take a lock of the whole process, which costs parallel tests a tenth of their time.
/// ConvLog.Reliability.Tests run with the engine's defaults.
/// </summary>
internal static class UncountedMemory
{
    private const int MemoryStatus = 9; // SQLITE_CONFIG_MEMSTATUS

    [ModuleInitializer]
    internal static void Choose()
    {
        Batteries_V2.Init();
        raw.sqlite3_shutdown().Should().Be(raw.SQLITE_OK);
        raw.sqlite3_config(MemoryStatus, 0).Should().Be(raw.SQLITE_OK);
        raw.sqlite3_initialize().Should().Be(raw.SQLITE_OK);
    }
}
