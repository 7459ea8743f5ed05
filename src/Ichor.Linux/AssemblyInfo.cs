using System.Runtime.CompilerServices;

// Every P/Invoke here is blittable: no marshalling stubs, nothing to generate at run time.
[assembly: DisableRuntimeMarshalling]
