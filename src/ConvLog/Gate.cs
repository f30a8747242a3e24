#if NET9_0_OR_GREATER
global using Gate = System.Threading.Lock;
#else
// .NET 8 has no Lock type: a monitor on a plain object means the same.
global using Gate = System.Object;
#endif
