{
  'target_defaults': {
    'cflags!': ['-fno-exceptions', '-fno-rtti'],
    'cflags_cc!': ['-fno-exceptions', '-fno-rtti', '-std=gnu++17', '-std=c++17', '-std=gnu++20'],
    'cflags_cc': ['-std=c++20', '-O2', '-Wall', '-Wextra', '-Werror', '-pthread'],
    'include_dirs': ['src'],
  },
  'targets': [
    {
      # Loops over columns, whose figures are those of their JavaScript to the bit: so nothing may be reordered or fused. Nobody looks at errno or
      # at floating-point traps; without those, and where choices stay choices of values (no jump threading), GCC does several VMs at once.
      'target_name': 'columns',
      'type': 'static_library',
      'sources': ['<!@(find src/columns -name "*.cc")'],
      'cflags_cc': ['-O3', '-fPIC', '-ffp-contract=off', '-fno-math-errno', '-fno-trapping-math', '-fno-thread-jumps'],
    },
    {
      'target_name': 'vmlab',
      'dependencies': ['columns'],
      'sources': ['<!@(find src/binding src/downtime src/dirty src/statistics src/stream src/task src/timing -name "*.cc")'],
      'include_dirs': ['<!(node -p "require(\'node-addon-api\').include_dir")'],
      'defines': ['NAPI_VERSION=8', 'NAPI_CPP_EXCEPTIONS', 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'],
    },
    {
      'target_name': 'vmlab-agent',
      'type': 'executable',
      'sources': ['<!@(find src/agent src/dirty src/downtime src/load src/statistics src/stream src/task src/timing -name "*.cc")'],
      'ldflags': ['-static', '-pthread'],
    },
  ],
}
