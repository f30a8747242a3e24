using System.Diagnostics;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>The native library that the wrapper calls, for the few functions that the wrapper does not expose.</summary>
internal static unsafe class EngineLibrary
{
    private static readonly nint s_library = FindLibrary();

    /// <summary>The address of a function; zero if it cannot be found.</summary>
    public static nint Find(string function) => s_library != 0 && NativeLibrary.TryGetExport(s_library, function, out nint address) ? address : 0;

    // A host may have made the wrapper use another library than the bundled one, and a connection of one library must never be passed to another. The address
    // of their version string identifies them.
    private static nint FindLibrary()
    {
        Batteries_V2.Init();
        fixed (byte* version = raw.sqlite3_libversion())
        {
            if (NativeLibrary.TryLoad("e_sqlite3", typeof(EngineLibrary).Assembly, searchPath: null, out nint bundled) && IsUsed(bundled, version))
            {
                return bundled;
            }

            foreach (string loaded in LoadedLibraries())
            {
                if (NativeLibrary.TryLoad(loaded, out nint library) && IsUsed(library, version))
                {
                    return library;
                }
            }

            // An engine that is linked into the program.
            if (NativeLibrary.GetMainProgramHandle() is var program && IsUsed(program, version))
            {
                return program;
            }
        }

        return 0;
    }

    private static bool IsUsed(nint library, byte* version)
        => NativeLibrary.TryGetExport(library, "sqlite3_libversion", out nint versionOf) && ((delegate* unmanaged<byte*>)versionOf)() == version;

    private static List<string> LoadedLibraries()
    {
        using var process = Process.GetCurrentProcess();
        return [.. process.Modules.Cast<ProcessModule>().Select(static module => module.FileName)
            .Where(static name => Path.GetFileName(name).Contains("sql", StringComparison.OrdinalIgnoreCase))];
    }
}
