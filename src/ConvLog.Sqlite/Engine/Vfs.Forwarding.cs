using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Engine;

/// <content>Forwards calls to the default VFS with its own structure: it may be a wrapper, too, and expect its own data after that structure.</content>
internal static unsafe partial class Vfs
{
    private static void Forward(VfsMethods* own, VfsMethods* standard)
    {
        own->Delete = &Delete;
        own->Access = &Access;
        own->FullPath = &FullPath;
        own->LoadLibrary = standard->LoadLibrary == null ? null : &LoadLibrary;
        own->LoadError = standard->LoadError == null ? null : &LoadError;
        own->FindSymbol = standard->FindSymbol == null ? null : &FindSymbol;
        own->CloseLibrary = standard->CloseLibrary == null ? null : &CloseLibrary;
        own->Randomness = &Randomness;
        own->Sleep = &Sleep;
        own->CurrentTime = standard->CurrentTime == null ? null : &CurrentTime;
        own->LastError = standard->LastError == null ? null : &LastError;
        own->CurrentTimeInt64 = own->Version < 2 || standard->CurrentTimeInt64 == null ? null : &CurrentTimeInt64;
    }

    private static VfsMethods* RealOf(VfsMethods* self) => (VfsMethods*)self->AppData;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(VfsMethods* self, byte* name, int syncFolder) => RealOf(self)->Delete(RealOf(self), name, syncFolder);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Access(VfsMethods* self, byte* name, int flags, int* result) => RealOf(self)->Access(RealOf(self), name, flags, result);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FullPath(VfsMethods* self, byte* name, int length, byte* path) => RealOf(self)->FullPath(RealOf(self), name, length, path);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* LoadLibrary(VfsMethods* self, byte* name) => RealOf(self)->LoadLibrary(RealOf(self), name);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void LoadError(VfsMethods* self, int length, byte* message) => RealOf(self)->LoadError(RealOf(self), length, message);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* FindSymbol(VfsMethods* self, void* library, byte* name) => RealOf(self)->FindSymbol(RealOf(self), library, name);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void CloseLibrary(VfsMethods* self, void* library) => RealOf(self)->CloseLibrary(RealOf(self), library);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Randomness(VfsMethods* self, int length, byte* bytes) => RealOf(self)->Randomness(RealOf(self), length, bytes);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sleep(VfsMethods* self, int microseconds) => RealOf(self)->Sleep(RealOf(self), microseconds);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CurrentTime(VfsMethods* self, double* days) => RealOf(self)->CurrentTime(RealOf(self), days);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int LastError(VfsMethods* self, int length, byte* message) => RealOf(self)->LastError(RealOf(self), length, message);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CurrentTimeInt64(VfsMethods* self, long* milliseconds) => RealOf(self)->CurrentTimeInt64(RealOf(self), milliseconds);
}
